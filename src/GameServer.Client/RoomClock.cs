using System;
using GameServer.Core;

namespace GameServer.Client;

/// <summary>When the room's ticks are due by the server's clock: from one tick of which the server said it, the others follow.</summary>
internal struct RoomClock
{
    private const int NanosecondsPerUtcTick = 100;

    private Tick _tick;
    private long _dueUtcTicks;

    /// <summary>Takes in what the server said.</summary>
    public void Set(Tick tick, long dueUtcTicks)
    {
        _tick = tick;
        _dueUtcTicks = dueUtcTicks;
    }

    /// <summary>Nanoseconds since a tick was due.</summary>
    /// <param name="tick">Which.</param>
    /// <param name="tickRateHz">The room's.</param>
    /// <param name="serverUtcTicks">The server's clock now.</param>
    public readonly long AgeNs(Tick tick, int tickRateHz, long serverUtcTicks)
    {
        long dueUtcTicks = _dueUtcTicks + ((tick - _tick) * TimeSpan.TicksPerSecond / tickRateHz);
        return (serverUtcTicks - dueUtcTicks) * NanosecondsPerUtcTick;
    }
}
