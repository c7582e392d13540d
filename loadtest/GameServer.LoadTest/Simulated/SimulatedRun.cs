using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.LoadTest.Simulated.Checks;
using GameServer.LoadTest.Simulated.Hostile;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// Whole servers with their players, their attackers and a network that breaks, in one thread on virtual time. Nothing in it reads a clock, so its seed repeats a run to the
/// last bit. <see cref="Play"/> is the run: faults under checks first (safety), then the network heals and everyone must come together again (liveness).
/// </summary>
public sealed class SimulatedRun
{
    public const int TicksByDefault = 400;

    private const long StepNs = 4 * Timestamp.NanosecondsPerMillisecond;   // how often the host wakes a shard
    private const int StepsPerCheck = 8;
    private const double ConvergeSecondsMax = 45;   // the longest timeout, a connect's back-off, and a late joiner's first pages at the smallest budget
    private const double DrainSeconds = 1;
    private const double MendSeconds = 15;          // what has not come right by then is wrong at its root
    private const double SettledSeconds = 2.5;
    private const int SettleAttemptsMax = 8;        // input clocks may need a while to find their lead on the new path
    private const int WarmAttempt = 3;              // a server that has only just started gives each client its buffers, for commands and for a codebook, at their first use
    private const int FlightsAtStart = 1024;
    private const int AllocatingStepsMax = 4;       // a buffer may still meet its largest load and double

    private readonly SimulatedNetwork _network;
    private readonly FaultInjector _faults;
    private readonly SimulatedOperator _operator;
    private readonly PlayerStarter _starter;
    private readonly List<HostileActor> _hostiles = [];
    private readonly TokenThieves _thieves;
    private readonly Convergence _convergence = new();
    private readonly Timestamp _start = new(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);
    private long _steps;

    public SimulatedRun(SimulatedPlan plan)
    {
        Plan = plan;
        Now = _start;
        _network = new SimulatedNetwork(plan.Seed, FlightsAtStart);
        _network.AdvanceTo(Now);
        for (int i = 0; i < plan.Shards.Count; i++) Shards.Add(new SimulatedShard(this, i, Now));
        for (int i = 0; i < plan.Players.Count; i++) Players.Add(new SimulatedPlayer(this, i, plan.Players[i], Now));
        _starter = new PlayerStarter(this);
        _faults = new FaultInjector(this);
        _operator = new SimulatedOperator(this);
        _thieves = new TokenThieves(this);
        HostileMaker maker = new(this);
        for (int i = 0; i < plan.Hostiles.Count; i++) _hostiles.Add(maker.Make(i, plan.Hostiles[i]));
    }

    public SimulatedPlan Plan { get; }

    /// <summary>What happened so far.</summary>
    public RunTally Tally { get; } = new();

    /// <summary>Virtual seconds since the start.</summary>
    public double Seconds => (double)Now.Since(_start) / Timestamp.NanosecondsPerSecond;

    /// <summary>Everything the run has come to, in one number: every room's state at every tick, what every player sees, what the network did.</summary>
    public ulong Hash
    {
        get
        {
            ulong hash = (ulong)_network.Sent ^ ((ulong)_network.Lost << 32);
            foreach (SimulatedRoom room in Rooms) hash = StateHasher.Mix(hash ^ room.Hash);
            foreach (SimulatedPlayer player in Players) hash = StateHasher.Mix(hash ^ (player.Client?.World?.ViewHash ?? 0));
            return hash;
        }
    }

    /// <summary>Ticks of all rooms together.</summary>
    public long TickCount => Rooms.Sum(room => (long)room.Room.Tick.Value);

    internal Timestamp Now { get; private set; }

    /// <summary>The faults are over.</summary>
    internal bool IsHealed { get; private set; }

    internal SimulatedNetwork Network => _network;

    internal List<SimulatedShard> Shards { get; } = [];

    internal IEnumerable<SimulatedRoom> Rooms => Shards.SelectMany(shard => shard.Rooms);

    internal List<SimulatedPlayer> Players { get; } = [];

    internal RunCheck[] Checks { get; } =
    [
        new ViewCheck(), new SecrecyCheck(), new HashCheck(), new LimitsCheck(), new SessionCheck(), new ForgedAckCheck(), new ConnectionCheck(), new CommandCheck(), new ContentCheck(), new ReplayCheck(),
    ];

    internal SeatCheck Seats { get; } = new();

    /// <summary>Allocated by the run's own witnesses inside a shard's step.</summary>
    internal long UnmeasuredBytes { get; set; }

    /// <summary>The whole run; throws <see cref="CheckFailedException"/> when a check does not hold, or whatever the server threw.</summary>
    public void Play()
    {
        PlayWithFaults();
        Heal();
        Converge(Convergence.MomentSeconds);
        Settle();
        Converge(lastingSeconds: 0);   // those whose bytes used to be altered too
        foreach (RunCheck check in Checks) check.Ended(this);
        _faults.CountNetwork(_hostiles);
        foreach (SimulatedShard shard in Shards) CountLife(shard);
    }

    /// <summary>The safety phase alone.</summary>
    public void PlayWithFaults()
    {
        while (Seconds < Plan.Seconds) Step();
    }

    internal SimulatedRoom? RoomOf(RoomId id) => Rooms.FirstOrDefault(room => room.Room.Id == id);

    /// <summary>The commands of an honest player whose name arrived whole; null for attackers, and for names altered on the way.</summary>
    internal InputLedger? LedgerOf(string name) => _starter.LedgerOf(name);

    /// <summary>Whether something on the player's path, or at its shard, explains that its connection ended.</summary>
    internal bool WasDisturbed(SimulatedPlayer player) => Now.Nanoseconds < player.DisturbedUntilNs || _faults.ShardWasDisturbed(player.Plan.Shard);

    /// <summary>A shard's process ends.</summary>
    internal void CountLife(SimulatedShard shard)
    {
        Server.SessionCounts counts = shard.Shard.Sessions.Counts;
        Tally.Add("players lost", counts.Interruptions);
        Tally.Add("players back in their seats", counts.Resumes);
        Tally.Add("resumes refused", counts.ResumesRefused);
        Tally.Add("seats given up after the grace time", counts.GracesExpired);
        Tally.Add("commands taken", counts.Commands);
        Tally.Add("datagrams and packets refused", shard.Shard.Transport.Counters.DropsTotal);
        foreach (SimulatedRoom room in shard.Rooms) Tally.Add("flock pages", room.Room.FlockPageCount);
    }

    /// <summary>A shard's next process has its rooms.</summary>
    internal void Recovered(SimulatedShard shard)
    {
        foreach (RunCheck check in Checks) check.Recovered(this, shard);
    }

    private void Step()
    {
        Now = Now.Plus(StepNs);
        _network.AdvanceTo(Now);
        if (!IsHealed) _faults.Apply();
        if (!IsHealed) _operator.Step();
        foreach (SimulatedPlayer player in Players) _starter.Step(player);
        if (!IsHealed) Attack();
        _network.AdvanceTo(Now);
        foreach (SimulatedShard shard in Shards) shard.Step(Now);
        _operator.Settle();
        if (++_steps % StepsPerCheck != 0) return;
        foreach (RunCheck check in Checks) check.Stepped(this);
    }

    private void Attack()
    {
        double seconds = Seconds;
        _thieves.Step();
        foreach (HostileActor hostile in _hostiles)
        {
            if (seconds < hostile.Plan.FromSeconds) continue;
            if (seconds < hostile.Plan.UntilSeconds) hostile.Step(Now);
            else hostile.Stop();
        }
    }

    private void Heal()
    {
        IsHealed = true;
        _faults.Heal();
        _operator.Heal();
        _network.SetAll(LinkConditions.Perfect with { DelayMs = 20 });
        foreach (HostileActor hostile in _hostiles) hostile.Stop();
        _thieves.Stop();

        // What was on its way still comes late, and in order, so it holds up what follows.
        double end = Seconds + DrainSeconds;
        while (Seconds < end) Step();
    }

    /// <summary>
    /// Runs until nobody has lacked anything for a while. With less than a moment of it a player who hears of the room again after some silence would count as well for what was
    /// seen before, and not be so one tick later, when that is too old.
    /// </summary>
    private void Converge(double lastingSeconds)
    {
        double start = Seconds;
        double wellSince = start;
        bool restarted = false;
        while (true)
        {
            for (int i = 0; i < StepsPerCheck; i++) Step();
            if (!restarted && Seconds >= start + MendSeconds)
            {
                restarted = true;
                RestartMisled();
            }

            string? lacking = FirstLacking(trustedOnly: false);
            if (lacking is null && Seconds - wellSince >= lastingSeconds) break;
            if (lacking is not null) wellSince = Seconds;
            if (wellSince - start >= ConvergeSecondsMax) throw new CheckFailedException("convergence", $"{ConvergeSecondsMax} s after the network healed, {lacking}");
        }

        Tally.Add("converged after (ms)", (long)((wellSince - start) * 1000));
    }

    // A welcome altered on the way, which comes once and which nothing in it can prove wrong, leaves a client in another time for good: its player gives up and starts anew.
    private void RestartMisled()
    {
        foreach (SimulatedPlayer player in Players)
        {
            if (player.IsTrusted || _convergence.Lacking(player) is null) continue;
            Tally.Add("clients that only a new start could mend");
            PlayerStarter.Vanish(player, Now.Nanoseconds);
        }
    }

    private string? FirstLacking(bool trustedOnly)
    {
        foreach (SimulatedPlayer player in Players)
        {
            if ((player.IsTrusted || !trustedOnly) && _convergence.Lacking(player) is { } lacking) return lacking;
        }

        return null;
    }

    // Everyone has what they should have: from here on it must stay so. Those whose bytes used to be altered may still find a wrong state among their baselines, and mend it.
    private void Settle()
    {
        for (int attempt = 1; !TrySettle(attempt); attempt++) Tally.Add("settled only later");
    }

    private bool TrySettle(int attempt)
    {
        SettledFigures before = new(this);
        List<long> allocated = [];
        double end = Seconds + SettledSeconds;
        while (Seconds < end)
        {
            Step();
            allocated.AddRange(Shards.Select(shard => shard.AllocatedByStep).Where(bytes => bytes > 0));
            if (_steps % (StepsPerCheck * 8) == 0 && FirstLacking(trustedOnly: true) is { } lacking) throw new CheckFailedException("convergence", $"at {Seconds:0.000} s, after all had been well: {lacking}");
        }

        before.Compare(this);
        if (allocated.Count > AllocatingStepsMax && attempt < WarmAttempt) return false;
        if (allocated.Count > AllocatingStepsMax) throw new CheckFailedException("allocation", $"{allocated.Count} steps of settled shards allocated {string.Join(' ', allocated.Take(16))} … bytes");
        return before.InputsFlow(this, mayFail: attempt < SettleAttemptsMax);
    }
}
