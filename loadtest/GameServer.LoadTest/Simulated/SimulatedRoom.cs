using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// One room of a simulated run over all lives of its shard, with its witness and its log. A recovered room goes on from its last durable tick: what the log says of later ticks is void,
/// and cut off, so that the log is that of the one run which led to the present state.
/// </summary>
internal sealed class SimulatedRoom : IRoomRecorder
{
    private const double LateSeconds = 5;   // longer than any datagram is on its way

    private readonly SimulatedRun _run;
    private readonly List<TickFigures> _ticks = [];   // by tick − 1
    private readonly HashSet<string> _undoneLeaves = [];   // whose seats a recovery brought back after they had left, and who have not come to take them
    private Tick _promised;         // when the process died
    private RoomTruth? _formerTruth;
    private double _formerUntil;
    private TickFigures _life;      // to be added to the room's own counters

    public SimulatedRoom(SimulatedRun run, SimulatedShard shard, Room room)
    {
        _run = run;
        Shard = shard;
        Room = room;
        Game = (WitnessedGame)room.Simulation.Game;
        Log = new RoomLog(room.Schema, shard.Options.PlayersPerRoom, hashPeriodTicks: 1);
        Game.Watch(room);
        room.RecordTo(this);
    }

    public SimulatedShard Shard { get; }

    public Room Room { get; private set; }

    public WitnessedGame Game { get; private set; }

    public RoomTruth Truth => Game.Truth;

    /// <summary>What was true in the life before this one, as long as datagrams of that time may still come; null later.</summary>
    public RoomTruth? FormerTruth => _run.Seconds < _formerUntil ? _formerTruth : null;

    public RoomLog Log { get; }

    /// <summary>An operator asked for it to be closed.</summary>
    public bool IsClosed { get; set; }

    /// <summary>All state hashes so far, in order, in one.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Rewinds granted and clamped in the ticks that count.</summary>
    public (long Granted, long Clamped) Rewinds => _ticks.Count == 0 ? default : (_ticks[^1].Rewinds, _ticks[^1].Clamped);

    /// <summary>Who sat here when the process died, by name; those not whose seat only waited because an earlier death had undone that they left.</summary>
    public HashSet<string> SeatedAtDeath { get; } = [];

    /// <summary>Who sits in a seat, if it is somebody of that name.</summary>
    public Session? Find(PlayerSlot player, string name)
    {
        foreach (Session session in Room.Sessions)
        {
            if (session.Player == player && session.PlayerName == name) return session;
        }

        return null;
    }

    /// <summary>The process died.</summary>
    public void Died()
    {
        _promised = Room.DurableTick;
        SeatedAtDeath.Clear();
        foreach (Session session in Room.Sessions)
        {
            if (!_undoneLeaves.Contains(session.PlayerName)) SeatedAtDeath.Add(session.PlayerName);
        }
    }

    /// <summary>What a recovery brings back must be, byte for byte, what an uninterrupted run of the same log has at that tick: budgets, tokens and results of commands included.</summary>
    public void CheckRecovered(RoomSimulation recovered)
    {
        if (recovered.Tick.IsNone || recovered.Tick.Value > _ticks.Count) return;   // the latter is for GoOn to tell
        ShardOptions options = Shard.Options;
        RoomReplay replay = new(Log, _run.Plan.NewGame(options), options.EntitiesPerRoom, options.PlayersPerRoom, Room.Seed);
        replay.Room.LimitRewind(options.RewindLimits);
        RunAgain(replay, recovered.Tick);
        bool sameContent = replay.Room.World.Content.Hash == recovered.World.Content.Hash;
        if (!sameContent) throw Failure($"it comes back at tick {recovered.Tick} with content {recovered.World.Content.Hash:x16}, and had {replay.Room.World.Content.Hash:x16}");
        StateWriter expected = new();
        StateWriter found = new();
        replay.Room.Save(expected);
        recovered.Save(found);
        int same = expected.Written.Span.CommonPrefixLength(found.Written.Span);
        if (same < Math.Max(expected.Length, found.Length)) throw Failure($"it comes back at tick {recovered.Tick} and is not what its log leads to, from byte {same} of {expected.Length} and {found.Length} on");
    }

    private void RunAgain(RoomReplay replay, Tick last)
    {
        try
        {
            while (replay.Room.Tick < last && replay.Step())
            {
                // Each step is one tick.
            }
        }
        catch (InvariantException)
        {
            throw Failure($"its log cannot be run again beyond tick {replay.Room.Tick}: somebody joins or leaves who cannot");
        }
    }

    /// <summary>A new process has the room.</summary>
    public void GoOn(Room room)
    {
        Tick tick = room.Tick;
        CheckState(room, tick);
        _run.Tally.Add("ticks lost by kills", _ticks.Count - tick.Value);
        _formerTruth = Truth;
        _formerUntil = _run.Seconds + LateSeconds;
        _ticks.RemoveRange((int)tick.Value, _ticks.Count - (int)tick.Value);
        Log.CutAfter(tick);
        Room = room;
        foreach (Session session in room.Sessions)
        {
            if (!SeatedAtDeath.Contains(session.PlayerName)) _undoneLeaves.Add(session.PlayerName);
        }

        Game = (WitnessedGame)room.Simulation.Game;

        // What the recovery granted when it ran ticks again counts in the room, and has been counted here.
        Rewind rewinds = room.World.Rewind;
        (long granted, long clamped) = Rewinds;
        _life = new TickFigures(0, granted - rewinds.Count, clamped - rewinds.ClampedCount);
        Game.Watch(room);
        room.RecordTo(this);
    }

    private void CheckState(Room room, Tick tick)
    {
        if (tick.Value > _ticks.Count) throw Failure($"it comes back at tick {tick}, and had come to tick {_ticks.Count}");
        if (!tick.IsNone && room.StateHash != _ticks[(int)tick.Value - 1].Hash) throw Failure($"it comes back at tick {tick} in a state that no run of it has had");
        bool mayLose = !Shard.Disk.Keeps || Shard.Disk.HasBrokenItsWord;
        if (tick < _promised && !mayLose) throw Failure($"it comes back at tick {tick}, and the disk had promised tick {_promised}");
    }

    private CheckFailedException Failure(string text) => new("recovery", FormattableString.Invariant($"at {_run.Seconds:0.000} s: room {Room.Id}: {text}"));

    void IRoomRecorder.EffectsStored(Tick tick, Tick through) => Log.EffectsStored(tick, through);

    void IRoomRecorder.ContentChanged(Tick tick, ContentSet content)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Log.ContentChanged(tick, content);
        _run.UnmeasuredBytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    void IRoomRecorder.PlayerLeft(Tick tick, PlayerSlot player) => Log.PlayerLeft(tick, player);

    void IRoomRecorder.PlayerJoined(Tick tick, PlayerSlot player, in PlayerIdentity identity)
    {
        _undoneLeaves.Remove(identity.Name);
        Log.PlayerJoined(tick, player, identity);
    }

    void IRoomRecorder.PlayerInterrupted(Tick tick, PlayerSlot player) => Log.PlayerInterrupted(tick, player);

    void IRoomRecorder.PlayerReturned(Tick tick, PlayerSlot player, uint tokenGeneration)
    {
        _undoneLeaves.Remove(Room.Simulation.IdentityOf(player).Name);
        Log.PlayerReturned(tick, player, tokenGeneration);
    }

    void IRoomRecorder.CommandConsumed(Tick tick, PlayerSlot player, uint sequence, ReadOnlySpan<byte> command)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Log.CommandConsumed(tick, player, sequence, command);
        _run.UnmeasuredBytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    void IRoomRecorder.InputConsumed(Tick tick, PlayerSlot player, ReadOnlySpan<int> fields, ViewClaim view)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Log.InputConsumed(tick, player, fields, view);
        _run.UnmeasuredBytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    void IRoomRecorder.TickEnded(RoomSimulation room)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Log.TickEnded(room);
        Rewind rewinds = room.World.Rewind;
        _ticks.Add(new TickFigures(room.StateHash, _life.Rewinds + rewinds.Count, _life.Clamped + rewinds.ClampedCount));
        Hash = StateHasher.Mix(Hash ^ room.StateHash);
        _run.UnmeasuredBytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private readonly record struct TickFigures(ulong Hash, long Rewinds, long Clamped);
}
