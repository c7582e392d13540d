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
/// One shard with players who stay, over one kind of link, on virtual time: the even load that benchmarks and allocation tests measure. Faults are the business of
/// <see cref="SimulatedRun"/>.
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
    private int _playersMade;

    public SteadyRun(SteadyRunOptions options)
    {
        _options = options;
        _prng = Prng.For(options.Seed, "simulated run");
        _network = new SimulatedNetwork(options.Seed) { DefaultConditions = options.Link };
        _now = new Timestamp(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);
        _network.AdvanceTo(_now);
        int tickRateHz = options.Shard.TickRateHz;
        Shard = new Shard(() => new ArenaGame(tickRateHz), options.Shard, _network.Bind(_server), options.Clock, _now);
        for (int i = 0; i < options.Players; i++) _players.Add(NewPlayer());
    }

    public Shard Shard { get; }

    /// <summary>Bytes allocated inside <see cref="Server.Shard.Step"/> since the start.</summary>
    public long AllocatedByShard { get; private set; }

    public BotTimes Times { get; } = new();

    /// <summary>Clients now in the run.</summary>
    public IEnumerable<GameClient> Clients => _players.Select(player => player.Bot.Client);

    /// <summary>Hash of the room's state after its last tick.</summary>
    public ulong StateHash => Shard.Rooms.All[0].StateHash;

    public Tick Tick => Shard.Rooms.All[0].Tick;

    /// <summary>Runs until the room has done <paramref name="ticks"/> more ticks.</summary>
    public void Step(int ticks)
    {
        Tick end = Tick + ticks;
        while (Tick < end) StepOnce();
    }

    private void StepOnce()
    {
        _now = _now.Plus(StepNs);
        _network.AdvanceTo(_now);
        foreach (SteadyPlayer player in _players)
        {
            if (_now.Nanoseconds < player.NextPollNs) continue;
            player.NextPollNs = _now.Nanoseconds + (long)(_prng.NextDouble() * _options.FrameMs * Timestamp.NanosecondsPerMillisecond);
            player.Bot.Client.Poll(_now);
        }

        _network.AdvanceTo(_now);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Shard.Step(_now);
        AllocatedByShard += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private SteadyPlayer NewPlayer()
    {
        // Everyone has a network of their own: a server limits what one address and one /24 may ask for.
        uint network = (uint)(++_playersMade & 0xFFFF) << 8;
        IDatagramSocket socket = _network.Bind(Endpoint.FromIPv4(0x0A00_0000 | network | 2, 0));
        float fieldSize = ArenaGame.FieldSize(_options.Shard.PlayersPerRoom);
        Bot bot = new(_options.Client, _options.Behaviour, fieldSize, socket, _scratch, Times, _prng.NextULong());
        bot.Client.Connect(_server, _now);
        return new SteadyPlayer(bot);
    }

    private sealed class SteadyPlayer(Bot bot)
    {
        public Bot Bot { get; } = bot;

        public long NextPollNs { get; set; }
    }
}
