using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests;

/// <summary>
/// A shard with a journal on a simulated disk, over several lives: players come, go and move at random, the disk's threads run when the seed says so, and every state hash there
/// ever was is remembered.
/// </summary>
internal sealed class JournaledShard
{
    public const string Game = "arena";
    private const long StepNs = (Timestamp.NanosecondsPerSecond / 30) + 1;

    private static readonly JournalIdentity s_identity = new(0xB111D, 0x5C4E3A, 0);

    private SimulatedStorage _disk;
    private readonly JournalOptions _options;
    private readonly List<ulong>[] _truth;   // by room: the hash after each tick
    private readonly int[] _fields = new int[ArenaSchema.Schema.Input.Fields.Length];
    private Prng _prng;
    private Timestamp _now = new(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);
    private Shard? _shard;
    private ShardJournal? _journal;
    private JournalWriter? _writer;
    private CheckpointWriter? _checkpoints;

    public JournaledShard(ulong seed, SimulatedStorage disk, JournalOptions options, int rooms, int players)
    {
        _disk = disk;
        _options = options;
        _prng = Prng.For(seed, "journaled shard");
        ShardOptions = new ShardOptions { Rooms = rooms, PlayersPerRoom = players, EntitiesPerRoom = 128, FirstRoomId = 3, Seed = seed, GraceSeconds = 3_600 };
        _truth = [.. Enumerable.Range(0, rooms).Select(_ => new List<ulong>())];
    }

    public ShardOptions ShardOptions { get; set; }

    public JournalIdentity Identity { get; set; } = s_identity;

    public Func<IGame> NewGame { get; set; } = () => new ArenaGame(30);

    /// <summary>Makes a life's end of the players' records; null keeps none.</summary>
    public Func<ShardPlayers>? NewPlayers { get; set; }

    /// <summary>Called after each step.</summary>
    public Action<Timestamp> AfterStep { get; set; } = _ => { };

    public Shard Shard => _shard!;

    public ShardJournal Journal => _journal!;

    public JournalWriter Writer => _writer!;

    public CheckpointWriter Checkpoints => _checkpoints!;

    public ReadOnlySpan<Room> Rooms => Shard.Rooms.All;

    /// <summary>Which rooms there are, as an operator's desk has stored it.</summary>
    public RoomRoster Roster { get; private set; } = null!;

    /// <summary>True keeps everyone seated who is.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Bytes allocated inside <see cref="Server.Shard.Step"/> since the start.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>The same shard before another disk.</summary>
    public JournaledShard On(SimulatedStorage disk)
    {
        _disk = disk;
        return this;
    }

    /// <summary>The shard's picture, a tenth of a second old at most.</summary>
    public ShardStatus Status() => Shard.Status.Read();

    /// <summary>Ends the life as a host does that was asked to.</summary>
    public void Stop()
    {
        Journal.TakeFinal(checkpoint =>
        {
            Journal.Queue.Publish();
            Writer.DrainAll(_now);
            Checkpoints.TryStore(checkpoint);
        });
    }

    public IReadOnlyList<ulong> TruthOf(int room) => _truth[room];

    /// <summary>What a recovery finds; changes the disk only when it does not refuse.</summary>
    public RecoveryReport Recover(RecoverMode mode = RecoverMode.Strict, ShardOptions? options = null) =>
        new ShardRecovery(_disk, Identity, Game, NewGame, options ?? ShardOptions, mode).Run(InOrder);

    /// <summary>Begins a life with what a recovery found.</summary>
    public void Start(RecoveryReport recovered)
    {
        Roster = recovered.Roster;
        JournalQueue queue = new(_options.QueueBytes, recovered.NextSequence);
        _writer = new JournalWriter(_disk, queue, Identity, _options);
        _journal = new ShardJournal(queue, _options, Game, recovered.Rooms) { Overdue = recovered.Replayed };
        SimulatedNetwork network = new(1);
        _shard = new Shard(NewGame, recovered.Roster.Apply(ShardOptions), network.Bind(Endpoint.FromIPv4(0x0A00_0001, 7777)), NoStageClock.Instance, _now, _journal, NewPlayers?.Invoke());
        _checkpoints = new CheckpointWriter(new CheckpointStore(_disk), _writer, _journal.Checkpoints, Identity, recovered.Keys);
        for (int i = 0; i < _truth.Length; i++)
        {
            int ticks = (int)Rooms[i].Tick.Value;
            _truth[i].RemoveRange(ticks, _truth[i].Count - ticks);   // what came after is undone
        }
    }

    /// <summary>Runs some ticks; the disk's threads get their turn with the given chance after each.</summary>
    public void Run(int ticks, double diskChance = 1)
    {
        for (int i = 0; i < ticks; i++)
        {
            foreach (Room room in Rooms) Play(room);
            _now = _now.Plus(StepNs);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Shard.Step(_now);
            AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - before;
            for (int room = 0; room < _truth.Length; room++)
            {
                if (Rooms[room].Tick.Value > _truth[room].Count) _truth[room].Add(Rooms[room].StateHash);
            }

            if (_prng.NextChance(diskChance)) Drain();
            AfterStep(_now);
        }
    }

    /// <summary>Opens a room as a host does: stored first, then opened.</summary>
    public Room Open(RoomId id)
    {
        Keep(Roster.WithOpen(id));
        PreparedRoom prepared = Shard.Prepare(id);
        _checkpoints!.Add(prepared);
        Assert.True(Shard.Commands.TryAdd(new OpenRoomRequest(prepared)));
        return prepared.Room;
    }

    /// <summary>Begins to close a room as a host does.</summary>
    public void Close(RoomId id)
    {
        Keep(Roster.WithClosing(id));
        Assert.True(Shard.Commands.TryAdd(new CloseRoomRequest(id, "closed")));
    }

    /// <summary>A room is gone.</summary>
    public void Forget(RoomId id)
    {
        Checkpoints.Remove(id);
        Keep(Roster.Without(id));
    }

    private void Keep(RoomRoster roster)
    {
        Roster = roster;
        roster.Write(_disk);
    }

    public void Drain()
    {
        Writer.Drain(_now);
        Checkpoints.Drain(_now);
    }

    /// <summary>Ends the life without a word.</summary>
    public void Die()
    {
        _writer?.Dispose();
        _shard = null;
    }

    private static void InOrder(int count, Action<int> body)
    {
        for (int i = 0; i < count; i++) body(i);
    }

    // Players without connections: what the network would bring comes from the seed.
    private void Play(Room room)
    {
        if (!IsSettled && _prng.NextChance(0.1)) room.TrySeat(new PlayerIdentity($"id {_prng.NextInt(1000)}", "pilot", _prng.NextULong(), HasRecord: NewPlayers is not null), out _);
        for (int i = room.Sessions.Length - 1; i >= 0; i--)
        {
            Session session = room.Sessions[i];
            if (!IsSettled && _prng.NextChance(0.005)) room.Unseat(session);
            else if (room.Simulation.IsInterrupted(session.Player)) Return(room.Simulation, session.Player);
            else Move(room.Simulation, session.Player);
        }
    }

    private void Return(RoomSimulation room, PlayerSlot player)
    {
        if (_prng.NextChance(0.1)) room.Return(player, room.TokenGenerationOf(player) + 1);
    }

    private void Move(RoomSimulation room, PlayerSlot player)
    {
        if (_prng.NextChance(0.5)) return;
        for (int i = 0; i < _fields.Length; i++) _fields[i] = _prng.NextInt(room.World.Schema.Input.Fields[i].Max + 1);
        room.InputsOf(player).Offer(room.Tick.Next, _fields, new ViewClaim((ushort)_prng.NextInt(100), (ushort)_prng.NextInt(100)));
    }
}
