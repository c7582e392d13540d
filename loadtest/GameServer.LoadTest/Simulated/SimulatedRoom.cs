using System;
using GameServer.Core;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.LoadTest.Simulated;

/// <summary>One room of a simulated run with its witness and its log.</summary>
internal sealed class SimulatedRoom : IRoomRecorder
{
    private readonly SimulatedRun _run;

    public SimulatedRoom(SimulatedRun run, SimulatedShard shard, Room room, WitnessedGame game)
    {
        _run = run;
        Shard = shard;
        Room = room;
        Game = game;
        Log = new RoomLog(room.Schema, shard.Options.PlayersPerRoom, hashPeriodTicks: 1);
        room.RecordTo(this);
    }

    public SimulatedShard Shard { get; }

    public Room Room { get; }

    public WitnessedGame Game { get; }

    public RoomTruth Truth => Game.Truth;

    public RoomLog Log { get; }

    /// <summary>All state hashes so far, in order, in one.</summary>
    public ulong Hash { get; private set; }

    void IRoomRecorder.EffectsStored(Tick tick, Tick through) => Log.EffectsStored(tick, through);

    void IRoomRecorder.PlayerLeft(Tick tick, PlayerSlot player) => Log.PlayerLeft(tick, player);

    void IRoomRecorder.PlayerJoined(Tick tick, PlayerSlot player, in PlayerIdentity identity) => Log.PlayerJoined(tick, player, identity);

    void IRoomRecorder.PlayerInterrupted(Tick tick, PlayerSlot player) => Log.PlayerInterrupted(tick, player);

    void IRoomRecorder.PlayerReturned(Tick tick, PlayerSlot player, uint tokenGeneration) => Log.PlayerReturned(tick, player, tokenGeneration);

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
        Hash = StateHasher.Mix(Hash ^ room.StateHash);
        _run.UnmeasuredBytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
