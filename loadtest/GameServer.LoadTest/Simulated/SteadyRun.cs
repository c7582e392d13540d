using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// One shard with its players over one kind of link, on virtual time: the even load that benchmarks, allocation tests and tests of a single feature need. Faults, attackers and
/// the checks for them are the business of <see cref="SimulatedRun"/>.
/// </summary>
public sealed class SteadyRun
{
    private const long StepNs = 2 * Timestamp.NanosecondsPerMillisecond;   // how often the host wakes a shard
    private const ushort ServerPort = 7777;

    private readonly SteadyRunOptions _options;
    private readonly SimulatedNetwork _network;
    private readonly List<SteadyPlayer> _players = [];
    private readonly SnapshotScratch _scratch = new();
    private readonly Endpoint _server = Endpoint.FromIPv4(0x0A00_0001, ServerPort);
    private Prng _prng;
    private Timestamp _now;
    private bool _churns = true;
    private int _playersMade;

    public SteadyRun(SteadyRunOptions options)
    {
        _options = options;
        _prng = Prng.For(options.Seed, "simulated run");
        _network = new SimulatedNetwork(options.Seed) { DefaultConditions = options.Link };
        _now = new Timestamp(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);
        _network.AdvanceTo(_now);
        int tickRateHz = options.Shard.TickRateHz;
        Shard = new Shard(() => new ArenaGame(tickRateHz, options.FieldSize), options.Shard, _network.Bind(_server), options.Clock, _now, options.Journal);
        for (int i = 0; i < options.Players; i++) _players.Add(NewPlayer());
    }

    public Shard Shard { get; }

    /// <summary>Clients that were closed without asking for it: when and why.</summary>
    public List<string> UnexpectedlyClosed { get; } = [];

    /// <summary>Bytes allocated inside <see cref="Server.Shard.Step"/> since the start.</summary>
    public long AllocatedByShard { get; private set; }

    public BotTimes Times { get; } = new();

    /// <summary>Clients now in the run.</summary>
    public IEnumerable<GameClient> Clients => _players.Select(player => player.Client);

    /// <summary>Hash of the room's state after its last tick.</summary>
    public ulong StateHash => Shard.Rooms.All[0].StateHash;

    /// <summary>The run's time.</summary>
    public Timestamp Now => _now;

    public Tick Tick => Shard.Rooms.All[0].Tick;

    /// <summary>Runs until the room has done <paramref name="ticks"/> more ticks.</summary>
    public void Step(int ticks)
    {
        Tick end = Tick + ticks;
        while (Tick < end) StepOnce();
    }

    /// <summary>Runs until something holds, at most <paramref name="ticksMax"/> ticks.</summary>
    /// <returns>Whether it held.</returns>
    public bool StepUntil(Func<SteadyRun, bool> holds, int ticksMax)
    {
        Tick end = Tick + ticksMax;
        while (Tick < end)
        {
            if (holds(this)) return true;
            Step(1);
        }

        return holds(this);
    }

    /// <summary>Ends all faults and all coming and going; what is lost stays lost, what is late still comes.</summary>
    public void HealNetwork()
    {
        _network.SetAll(LinkConditions.Perfect with { DelayMs = Math.Min(_options.Link.DelayMs, 20) });
        _churns = false;
    }

    /// <summary>True when every client plays, and its view at its newest tick is what the server's history says it should be.</summary>
    public bool AllClientsMatchServer() => Clients.All(client => client.State == ClientState.Playing && ViewMatches(client));

    /// <summary>
    /// Every entity a client holds, as the server's history has it at the tick of the client's newest state of it. A client of another build shows rows of its own: those
    /// are for whoever knows both builds to compare.
    /// </summary>
    public bool ViewMatches(GameClient client)
    {
        Room room = Shard.Rooms.All[0];
        if (client.Schema.Hash != room.Schema.Hash) return true;
        Span<int> expected = stackalloc int[Limits.RowFields];
        foreach (ReplicatedEntity entity in client.World!.Entities)
        {
            ReadOnlySpan<int> row = client.World.RowOf(entity);
            if (!room.TryReadPast(entity.Slot, client.World.TickOf(entity), expected[..row.Length])) continue;
            if (!row.SequenceEqual(expected[..row.Length])) return false;
        }

        return true;
    }

    private void StepOnce()
    {
        _now = _now.Plus(StepNs);
        _network.AdvanceTo(_now);
        foreach (SteadyPlayer player in _players)
        {
            if (_now.Nanoseconds < player.NextPollNs) continue;
            player.NextPollNs = _now.Nanoseconds + (long)(_prng.NextDouble() * _options.FrameMs * Timestamp.NanosecondsPerMillisecond);
            player.Client.Poll(_now);
        }

        Churn();
        ReplaceClosed();
        _network.AdvanceTo(_now);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Shard.Step(_now);
        AllocatedByShard += GC.GetAllocatedBytesForCurrentThread() - before;
        _options.Afterwards?.Invoke(_now);
    }

    private void Churn()
    {
        double chance = _options.ChurnPerSecond * StepNs / Timestamp.NanosecondsPerSecond;
        if (!_churns || chance == 0) return;
        for (int i = 0; i < _players.Count; i++)
        {
            if (!_prng.NextChance(chance)) continue;
            _players[i].Client.Leave();
            _players[i].Client.Poll(_now);
            _players[i] = NewPlayer();
        }
    }

    // A person whose game was closed on them tries again.
    private void ReplaceClosed()
    {
        for (int i = 0; i < _players.Count; i++)
        {
            GameClient client = _players[i].Client;
            if (client.State != ClientState.Closed) continue;
            UnexpectedlyClosed.Add($"tick {Tick}: {client.CloseReason} {client.CloseText}");
            _players[i] = NewPlayer();
        }
    }

    private SteadyPlayer NewPlayer()
    {
        // Everyone has a network of their own: a server limits what one address and one /24 may ask for.
        uint network = (uint)(++_playersMade & 0xFFFF) << 8;
        IDatagramSocket socket = _network.Bind(Endpoint.FromIPv4(0x0A00_0000 | network | 2, 0));
        float fieldSize = _options.FieldSize > 0 ? _options.FieldSize : ArenaGame.FieldSize(_options.Shard.PlayersPerRoom);
        ulong seed = _prng.NextULong();
        GameClient client = _options.OtherBuild is { } other && _playersMade % 2 == 0
            ? other(_options.Client, socket, _scratch, seed)
            : new Bot(_options.Client, _options.Behaviour, fieldSize, socket, _scratch, Times, seed).Client;
        client.Connect(_server, _now);
        return new SteadyPlayer(client);
    }

    private sealed class SteadyPlayer(GameClient client)
    {
        public GameClient Client { get; } = client;

        public long NextPollNs { get; set; }
    }
}
