using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// Takes a room's whole state on its own thread, between ticks, as copies of columns: the world and the newest frame of the history at once, the older frames one per tick after
/// that, because a frame never changes once it is in the ring. So a large room pays its checkpoint in small parts. The memory is used again for the next.
/// <code>
/// entity capacity i32 | player capacity i32 | frames i32 | tick u32 | slots i32 | world | rewind budgets | effects not known to be stored | seats | frames, newest first
/// </code>
/// </summary>
public sealed class RoomCapture
{
    private readonly StateWriter _state = new();
    private int _slots;
    private int _framesLeft;
    private Tick _nextFrame;

    /// <summary>The last tick that the state includes.</summary>
    public Tick Tick { get; private set; }

    /// <summary>Hash of the state.</summary>
    public ulong StateHash { get; private set; }

    /// <summary>True when nothing is left to copy.</summary>
    public bool IsComplete => _framesLeft == 0;

    /// <summary>Bytes so far.</summary>
    public int Length => _state.Length;

    /// <summary>The bytes so far; valid until the next <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> State => _state.Written;

    /// <summary>Copies the room as its last tick left it, but for older history.</summary>
    /// <param name="room">The room.</param>
    /// <param name="preamble">Bytes of the caller's to stand before it.</param>
    public void Begin(RoomSimulation room, ReadOnlySpan<byte> preamble = default)
    {
        Check.That(!room.Tick.IsNone);
        World world = room.World;
        Tick = room.Tick;
        StateHash = room.StateHash;
        _slots = world.SlotCount;
        _framesLeft = FramesOf(room);
        _nextFrame = Tick;
        _state.Clear();
        _state.WriteColumn(preamble);
        _state.Write(world.EntityCapacity);
        _state.Write(world.PlayerCapacity);
        _state.Write(_framesLeft);
        _state.Write(Tick);
        _state.Write(_slots);
        room.Save(_state);
        Continue(room);
    }

    /// <summary>Copies one more frame. To be called once per tick until <see cref="IsComplete"/>; the ring holds every frame for a whole history after it was needed.</summary>
    public void Continue(RoomSimulation room)
    {
        Check.That(_framesLeft > 0);
        room.History.SaveFrame(_state, _nextFrame, _slots);
        _framesLeft--;
        _nextFrame -= 1;
    }

    /// <summary>Copies all that is left.</summary>
    public void Finish(RoomSimulation room)
    {
        while (!IsComplete) Continue(room);
    }

    /// <summary>Puts a saved state in the place of a room that has not run yet, of the same game and capacities, with its <see cref="RewindLimits"/> set.</summary>
    /// <returns>False when the bytes are no state of such a room; the room is then of no more use.</returns>
    public static bool TryRestore(RoomSimulation room, ReadOnlySpan<byte> saved)
    {
        StateReader state = new(saved);
        state.Require(state.Read<int>() == room.World.EntityCapacity);
        state.Require(state.Read<int>() == room.World.PlayerCapacity);
        int frames = state.ReadCount(Limits.HistoryTicks);
        Tick tick = state.Read<Tick>();
        int slots = state.ReadCount(room.World.EntityCapacity);
        state.Require(frames > 0 && frames <= tick.Value);
        if (state.Failed) return false;
        room.Load(ref state);
        if (state.Failed || room.Tick != tick || room.World.SlotCount != slots) return false;
        room.History.BeginAt(tick - (frames - 1), tick);
        for (int i = 0; i < frames; i++) room.History.LoadFrame(ref state, tick - i, slots);
        return state.IsAtEnd;
    }

    // Rewinding looks no further back; the newest frame is what the next tick is compared with.
    private static int FramesOf(RoomSimulation room)
    {
        int held = 1;
        while (held < room.World.Rewind.ReachTicks && room.History.Holds(room.Tick - held)) held++;
        return held;
    }
}
