using System;

namespace GameServer.Simulation;

/// <summary>Where the bytes of a room's ticks go.</summary>
public interface ITickSink
{
    /// <summary>Takes one tick; called on the tick path, must not throw.</summary>
    /// <param name="room">The room after the tick.</param>
    /// <param name="tick">What it consumed, in the layout of <see cref="TickEncoder"/>; valid during the call only.</param>
    void TickEncoded(RoomSimulation room, ReadOnlySpan<byte> tick);
}
