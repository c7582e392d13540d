using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation.Sessions;

/// <summary>A shard, players who lose it, and the network between them, on virtual time. In the end every room's log must replay to the same hashes.</summary>
internal sealed class SessionScene : IDisposable
{
    private const uint ClientAddress = 0x0A01_0000;

    private static readonly Endpoint ServerAddress = Endpoint.FromIPv4(0x0A00_0001, 7777);

    private readonly SimulatedNetwork _network;
    private readonly Func<IGame> _newGame;
    private readonly long _stepNs;
    private readonly SnapshotScratch _scratch = new();
    private readonly ulong _seed;
    private readonly bool _records;
    private readonly ScenePlayers? _players;
    private IDatagramSocket _socket = null!;
    private readonly List<(Room Room, RoomLog Log)> _logs = [];

    public SessionScene(ulong seed, Func<ShardOptions, ShardOptions>? shape = null, Func<IGame>? newGame = null, int stepMs = 4, bool records = true, ScenePlayers? players = null)
    {
        _players = players;
        _seed = seed;
        _records = records;
        _stepNs = stepMs * Timestamp.NanosecondsPerMillisecond;
        Now = new Timestamp(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);
        _network = new SimulatedNetwork(seed) { DefaultConditions = Path };
        _network.AdvanceTo(Now);
        Options = new ShardOptions { Seed = seed, SecretSeed = seed, PlayersPerRoom = 16, EntitiesPerRoom = 512, Transport = new TransportOptions { PeersMax = 64 } };
        Options = shape is null ? Options : shape(Options);
        _newGame = newGame ?? (() => new ArenaGame(Options.TickRateHz));
        StartServer();
    }

    public static LinkConditions Path => LinkConditions.Perfect with { DelayMs = 20 };

    public ShardOptions Options { get; }

    public Shard Shard { get; private set; } = null!;

    public Room Room => Shard.Rooms.All[0];

    /// <summary>Who the shard does not let in.</summary>
    public BanTable Bans { get; } = new();

    public Timestamp Now { get; private set; }

    public List<SessionPlayer> Players { get; } = [];

    /// <summary>Bytes allocated inside the shard's steps so far.</summary>
    public long AllocatedByShard { get; private set; }

    /// <summary>Every datagram to and from every address.</summary>
    public LinkConditions Network
    {
        set => _network.SetAll(value);
    }

    public SessionPlayer Join(string playerId, Func<GameClientOptions, GameClientOptions>? shape = null)
    {
        GameClientOptions options = new()
        {
            PlayerId = playerId, PlayerName = playerId, Interpolates = true, Predicts = Shard.Rooms.Schema.Name == ArenaSchema.Schema.Name ? new ArenaPrediction() : null,
            Transport = TransportOptions.ForClient with { ConnectRetriesMax = 20 },
        };
        IDatagramSocket socket = _network.Bind(Endpoint.FromIPv4(ClientAddress + ((uint)Players.Count << 8), 40_000));
        SessionPlayer player = new(Shard.Rooms.Schema, shape is null ? options : shape(options), socket, _scratch, StateHasher.Mix(_seed + (ulong)Players.Count));
        player.Client.Connect(ServerAddress, Now);
        Players.Add(player);
        return player;
    }

    /// <summary>A seat for somebody who is then let be until they play.</summary>
    public SessionPlayer Seated(string playerId, Func<GameClientOptions, GameClientOptions>? shape = null)
    {
        SessionPlayer player = Join(playerId, shape);
        Run(1.5);
        Assert.Equal(ClientState.Playing, player.Client.State);
        return player;
    }

    /// <summary>Asks for a seat as no honest client would, and waits for the answer.</summary>
    public Stranger Ask(JoinRequest request)
    {
        byte[] message = new byte[ControlMessage.BytesMax];
        return Ask(message[..request.Write(message)]);
    }

    /// <summary>Sends bytes where a request for a seat is expected, and waits for the answer.</summary>
    public Stranger Ask(byte[] request)
    {
        Stranger stranger = new(_network.Bind(Endpoint.FromIPv4(ClientAddress + 0x00FF_0001, 0)), ServerAddress, request, Now);
        for (int i = 0; i < 500 && stranger.IsWaiting; i++)
        {
            Step();
            stranger.Poll(Now);
        }

        return stranger;
    }

    /// <summary>Asks the shard for something, and lets it be applied.</summary>
    public TRequest Ask<TRequest>(TRequest request)
        where TRequest : ShardRequest
    {
        Assert.True(Shard.Commands.TryAdd(request));
        Assert.False(request.IsDone);
        Step();
        Assert.True(request.IsDone);
        return request;
    }

    /// <summary>Opens a room more.</summary>
    public Room Open(int room)
    {
        PreparedRoom prepared = Shard.Prepare(new RoomId(room));
        Record(prepared.Room);
        Assert.True(Ask(new OpenRoomRequest(prepared)).IsOpened);
        return prepared.Room;
    }

    public void Run(double seconds)
    {
        long end = Now.Nanoseconds + (long)(seconds * Timestamp.NanosecondsPerSecond);
        while (Now.Nanoseconds < end) Step();
    }

    /// <summary>Nothing passes between a player and the server for a while.</summary>
    public void Silence(SessionPlayer player, double seconds)
    {
        Timestamp until = Now.Plus((long)(seconds * Timestamp.NanosecondsPerSecond));
        _network.Blackout(player.Socket.LocalEndpoint, ServerAddress, until);
        _network.Blackout(ServerAddress, player.Socket.LocalEndpoint, until);
    }

    public void Move(SessionPlayer player, Endpoint address) => _network.Rebind(player.Socket, address);

    /// <summary>The server's process dies and another one starts at its address, which knows nothing of the first.</summary>
    public void RestartServer()
    {
        CheckReplays();
        _socket.Dispose();
        StartServer();
    }

    public Session SessionOf(string playerId)
    {
        foreach (Session session in Room.Sessions)
        {
            if (session.PlayerId == playerId) return session;
        }

        throw new InvalidOperationException($"{playerId} has no session");
    }

    /// <summary>A component of the ship that a player flies, in the world itself.</summary>
    public T OfShip<T>(ComponentKey<T> key, string playerId)
        where T : unmanaged => Room.World.Get(key, Room.World.FocusOf(SessionOf(playerId).Player));

    public void Dispose()
    {
        CheckReplays();
        _socket.Dispose();
    }

    private void Step()
    {
        Now = Now.Plus(_stepNs);
        _network.AdvanceTo(Now);
        foreach (SessionPlayer player in Players) player.Poll(Now);
        _network.AdvanceTo(Now);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Shard.Step(Now);
        AllocatedByShard += GC.GetAllocatedBytesForCurrentThread() - before;
        _players?.Pump(Now);
    }

    private void StartServer()
    {
        _socket = _network.Bind(ServerAddress);
        Shard = new Shard(_newGame, Options, _socket, NoStageClock.Instance, Now, journal: null, _players?.Shard(), Bans);
        _logs.Clear();
        foreach (Room room in Shard.Rooms.All) Record(room);
    }

    private void Record(Room room)
    {
        if (!_records) return;
        RoomLog log = new(room.Schema, Options.PlayersPerRoom, hashPeriodTicks: 1);
        room.RecordTo(log);
        _logs.Add((room, log));
    }

    private void CheckReplays()
    {
        foreach ((Room room, RoomLog log) in _logs)
        {
            RoomReplay replay = new(log, _newGame(), Options.EntitiesPerRoom, Options.PlayersPerRoom, room.Seed);
            replay.Room.LimitRewind(Options.RewindLimits);
            Assert.True(replay.RunToEnd(), $"room {room.Id} parted from its log at tick {replay.Diverged}");
            Assert.Equal((int)room.Tick.Value, replay.HashesCompared);
        }
    }
}
