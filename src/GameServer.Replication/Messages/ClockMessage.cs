using System;
using GameServer.Core;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>Sent when the room's timetable moved, after the server forgave itself ticks it could not run in time.</summary>
/// <param name="Tick">Member 0, u32.</param>
/// <param name="TickUtcTicks">Member 1, i64: when that tick was due.</param>
public readonly record struct ClockMessage(Tick Tick, long TickUtcTicks)
{
    public int Write(Span<byte> message)
    {
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.ClockTag);
        writer.BeginObject([4, 8]);
        writer.Write(Tick.Value);
        writer.Write(TickUtcTicks);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out ClockMessage clock)
    {
        clock = default;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[2];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.ClockTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths is not [4, 8] || !reader.TryRead(out uint tick) || !reader.TryRead(out long utcTicks)) return false;
        clock = new ClockMessage(new Tick(tick), utcTicks);
        return true;
    }
}
