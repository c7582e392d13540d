using GameServer.Core;
using GameServer.Host.Pacing;

namespace GameServer.Host;

/// <summary>Stage costs in real nanoseconds.</summary>
internal sealed class ProcessorClock : IStageClock
{
    public static readonly ProcessorClock Instance = new();

    public long Nanoseconds => MonotonicClock.Nanoseconds();
}
