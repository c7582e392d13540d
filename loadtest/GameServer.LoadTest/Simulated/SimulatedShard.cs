using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using GameServer.Core;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// One shard of a simulated run over all its lives: its address, its rooms, its disk, a host that may wake it late, and one that may kill it. Nothing but the disk carries over from
/// one life to the next.
/// </summary>
internal sealed class SimulatedShard
{
    private const double RetrySeconds = 0.5;   // a supervisor's pause

    private readonly SimulatedRun _run;
    private readonly byte[] _tokenSecret = new byte[32];
    private IDatagramSocket _socket;
    private long _startNs;   // of the next life

    public SimulatedShard(SimulatedRun run, int index, Timestamp now)
    {
        _run = run;
        Options = run.Plan.Shards[index];
        Disk = new SimulatedDisk(run.Plan.Disks[index], Options.Seed, run.Plan.NewGame(Options).Schema, index, run.Plan.Content);
        Endpoint = Endpoint.FromIPv4(0x0A00_0001, (ushort)(7777 + index));
        Prng.For(Options.SecretSeed, "token secret").Fill(_tokenSecret);
        Start(Nothing, now);
    }

    public ShardOptions Options { get; }

    public SimulatedDisk Disk { get; }

    public Endpoint Endpoint { get; }

    /// <summary>The present process, or the last one.</summary>
    public Shard Shard { get; private set; }

    /// <summary>False between a kill and the next start.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Processes so far.</summary>
    public int Life { get; private set; }

    /// <summary>All rooms there ever were.</summary>
    public List<SimulatedRoom> Rooms { get; } = [];

    /// <summary>Which of them there are now, as operators have stored it.</summary>
    public RoomRoster Roster { get; set; }

    /// <summary>The host does not wake the shard before this time.</summary>
    public long AsleepUntilNs { get; set; }

    /// <summary>Bytes allocated by the last step, those of the run's own witnesses not counted.</summary>
    public long AllocatedByStep { get; private set; }

    public void Step(Timestamp now)
    {
        AllocatedByStep = 0;
        if (!IsUp && now.Nanoseconds >= _startNs) TryRestart(now);
        if (!IsUp) return;
        if (now.Nanoseconds >= AsleepUntilNs) StepShard(now);
        Disk.Pump(now);
    }

    /// <summary>Ends the process without a word; the next one starts at the given time.</summary>
    public void Kill(bool isPowerCut, long startNs)
    {
        _startNs = startNs;
        if (!IsUp) return;
        IsUp = false;
        _run.CountLife(this);
        foreach (SimulatedRoom room in Rooms) room.Died();
        _socket.Dispose();
        Disk.Die(isPowerCut);
    }

    /// <summary>Ends everything that is still going on.</summary>
    public void Heal()
    {
        AsleepUntilNs = 0;
        _startNs = 0;
        Disk.Heal();
    }

    private RecoveryReport Nothing => new()
    {
        Roster = RoomRoster.Of(Options), Refusals = [], Notes = [], Rooms = new Dictionary<RoomId, RoomSimulation>(), Replayed = new HashSet<RoomId>(), NextSequence = 1, TicksReplayed = 0, HashesAgreed = 0, SeatsKept = 0,
    };

    private void StepShard(Timestamp now)
    {
        long operations = Disk.Storage.OperationCount;
        long unmeasured = _run.UnmeasuredBytes;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Shard.Step(now);
        AllocatedByStep = GC.GetAllocatedBytesForCurrentThread() - before - (_run.UnmeasuredBytes - unmeasured);
        if (Disk.Storage.OperationCount != operations) throw Failure("a step touched the disk");
        if (Shard.NextDueNs <= now.Nanoseconds) throw Failure("a step left a tick undone that was due");
    }

    private void TryRestart(Timestamp now)
    {
        try
        {
            Start(Recover(), now);
        }
        catch (IOException)
        {
            // Full, or failing: an operator sees to it, and the supervisor tries again.
            _run.Tally.Add("recoveries that the disk failed");
            Disk.MakeRoom();
            _startNs = now.Nanoseconds + (long)(RetrySeconds * Timestamp.NanosecondsPerSecond);
        }
    }

    private RecoveryReport Recover()
    {
        if (!Disk.Keeps) return Nothing;
        RecoveryReport report = Disk.Recover(NewGame, Options, RecoverMode.Strict);
        if (report.Refusals.Count > 0)
        {
            _run.Tally.Add("recoveries refused");
            if (!Disk.HasBrokenItsWord) throw Failure($"recovery refused, and the disk has kept its word: {string.Join(' ', report.Refusals)}");
                report = Disk.Recover(NewGame, Options, RecoverMode.LatestCheckpoint);
        }

        if (report.Refusals.Count > 0)
        {
            _run.Tally.Add("recoveries that only discarding helped");
            Disk.Discard();
            return Nothing;
        }

        foreach (SimulatedRoom room in Rooms)
        {
            if (report.Rooms.TryGetValue(room.Room.Id, out RoomSimulation? recovered)) room.CheckRecovered(recovered);
        }

        _run.Tally.Add("recoveries");
        _run.Tally.Add("ticks run again by recoveries", report.TicksReplayed);
        _run.Tally.Add("seats kept over a kill", report.SeatsKept);
        return report;
    }

    [MemberNotNull(nameof(Shard), nameof(_socket), nameof(Roster))]
    private void Start(RecoveryReport recovered, Timestamp now)
    {
        // What strangers must not guess is drawn anew by each process; what tokens are signed with is kept.
        ShardOptions options = recovered.Roster.Apply(Options) with { SecretSeed = StateHasher.Mix(Options.SecretSeed + (ulong)Life), TokenSecret = _tokenSecret };
        _socket = _run.Network.Bind(Endpoint);
        Shard = new Shard(NewGame, options, _socket, NoStageClock.Instance, now, Disk.Open(recovered));
        if (_run.Plan.Content is { } content) Shard.Content.Follow(content);
        Life++;
        IsUp = true;
        CheckRoster(recovered.Roster);
        Roster = recovered.Roster;
        foreach (Room room in Shard.Rooms.All)
        {
            if (Rooms.Find(known => known.Room.Id == room.Id) is { } known) known.GoOn(room);
            else Rooms.Add(new SimulatedRoom(_run, this, room));
        }

        Rooms.RemoveAll(known => !known.IsClosed && !Shard.Rooms.Has(known.Room.Id));   // opened, and not kept by a disk that need not: the roster was judged above
        if (Life > 1) _run.Recovered(this);
    }

    // What an operator was told is so after a kill, too; and what was closed does not come back.
    private void CheckRoster(RoomRoster recovered)
    {
        if (Life == 1 || !Disk.Keeps || Disk.HasBrokenItsWord) return;
        if (!recovered.Open.SequenceEqual(Roster.Open)) throw Failure($"rooms {string.Join(' ', recovered.Open)} come back open, and {string.Join(' ', Roster.Open)} were");
        if (!recovered.Closing.SequenceEqual(Roster.Closing)) throw Failure($"rooms {string.Join(' ', recovered.Closing)} come back closing, and {string.Join(' ', Roster.Closing)} were");
    }

    private WitnessedGame NewGame() => new(_run, _run.Plan.NewGame(Options), Options.EntitiesPerRoom, Options.PlayersPerRoom);

    private CheckFailedException Failure(string text) => new("recovery", FormattableString.Invariant($"at {_run.Seconds:0.000} s: shard at {Endpoint}: {text}"));
}
