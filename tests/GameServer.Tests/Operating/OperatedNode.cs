using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Host.Operating;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Tests.Simulation.Sessions;
using GameServer.Tests.Support;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Operating;

/// <summary>A node of two shards on virtual time, with the operations on it and nothing else of a host; what an operator asks for is awaited while the shards run.</summary>
internal sealed class OperatedNode : IDisposable
{
    private const uint ServerAddress = 0x0A00_0001;
    private const int FirstPort = 7777;

    private readonly SimulatedNetwork _network = new(1) { DefaultConditions = LinkConditions.Perfect with { DelayMs = 5 } };
    private readonly Shard[] _shards = new Shard[2];
    private readonly List<SessionPlayer> _players = [];
    private readonly SnapshotScratch _scratch = new();
    private Timestamp _now = new(Timestamp.NanosecondsPerSecond, new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc).Ticks);

    public OperatedNode(IJournalStorage? bans = null, int playersPerRoom = 8)
    {
        _network.AdvanceTo(_now);
        BanBook book = BanBook.Open(bans, Time);
        for (int i = 0; i < _shards.Length; i++)
        {
            IDatagramSocket socket = _network.Bind(Endpoint.FromIPv4(ServerAddress, (ushort)(FirstPort + i)));
            _shards[i] = new Shard(() => new ArenaGame(30), OptionsOf(i, playersPerRoom), socket, NoStageClock.Instance, _now, bans: book.Table);
        }

        ShardDesk[] desks = [.. _shards.Select((shard, index) => new ShardDesk(shard, index, FirstPort + index))];
        Operations = new Operations(desks, 30, new RoomKeeper(desks, [null, null], index => OptionsOf(index, playersPerRoom), ended: null), book, new DrainControl(desks, goTo => EndedTo = goTo));
        Operations.Open();
    }

    public Operations Operations { get; }

    public SetTime Time { get; } = new();

    public Redirect? EndedTo { get; private set; }

    public SessionPlayer Seated(string playerId, int shard = 0, string? name = null)
    {
        GameClientOptions options = new() { PlayerId = playerId, PlayerName = name ?? playerId };
        IDatagramSocket socket = _network.Bind(Endpoint.FromIPv4(0x0A01_0000 + ((uint)_players.Count << 8), 40_000));
        SessionPlayer player = new(_shards[0].Rooms.Schema, options, socket, _scratch, (ulong)_players.Count);
        player.Client.Connect(Endpoint.FromIPv4(ServerAddress, (ushort)(FirstPort + shard)), _now);
        _players.Add(player);
        Run(1);
        return player;
    }

    public void Run(double seconds)
    {
        for (int i = 0; i < seconds * 250; i++) Step();
    }

    /// <summary>Lets time pass in which nothing happens.</summary>
    public void Leap(double seconds)
    {
        _now = _now.Plus((long)(seconds * Timestamp.NanosecondsPerSecond));
        Step();
    }

    /// <summary>Runs the node until an answer is there; virtual time goes on meanwhile, as far as it takes.</summary>
    public T Await<T>(Task<T> answer)
    {
        Stopwatch patience = Stopwatch.StartNew();
        while (!answer.IsCompleted)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "no answer came");
            Step();
            Thread.Yield();
        }

        return answer.GetAwaiter().GetResult();
    }

    /// <summary>What was asked for must be done.</summary>
    public T Done<T>(Task<Outcome<T>> answer)
    {
        Outcome<T> outcome = Await(answer);
        Assert.True(outcome.IsDone, outcome.Text);
        return outcome.Value!;
    }

    /// <summary>What was asked for must not be done.</summary>
    public OperationProblem Refused<T>(Task<Outcome<T>> answer)
    {
        Outcome<T> outcome = Await(answer);
        Assert.False(outcome.IsDone);
        Assert.NotEmpty(outcome.Text);
        return outcome.Problem;
    }

    /// <summary>Runs until something holds that other threads bring about.</summary>
    public void Until(Func<bool> holds)
    {
        Stopwatch patience = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "it never came");
            Step();
            Thread.Yield();
        }
    }

    public void Dispose() => Operations.Dispose();

    private static ShardOptions OptionsOf(int shard, int playersPerRoom) =>
        new() { Rooms = 2, FirstRoomId = 2 * shard, PlayersPerRoom = playersPerRoom, EntitiesPerRoom = 256, SecretSeed = (ulong)shard, Transport = new TransportOptions { PeersMax = 64 } };

    private void Step()
    {
        _now = _now.Plus(4 * Timestamp.NanosecondsPerMillisecond);
        Time.Now = new DateTimeOffset(_now.UtcTicks, TimeSpan.Zero);
        _network.AdvanceTo(_now);
        foreach (SessionPlayer player in _players) player.Poll(_now);
        _network.AdvanceTo(_now);
        foreach (Shard shard in _shards) shard.Step(_now);
    }
}
