using System;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>A client's answer to a <see cref="ContentMessage"/>.</summary>
/// <param name="Version">Member 0, u64: the message's.</param>
/// <param name="Outcome">Member 1, u8.</param>
public readonly record struct ContentReport(ulong Version, ContentOutcome Outcome)
{
    public int Write(Span<byte> message)
    {
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.ContentReportTag);
        writer.BeginObject([8, 1]);
        writer.Write(Version);
        writer.Write((byte)Outcome);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out ContentReport report)
    {
        report = default;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[2];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.ContentReportTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths is not [8, 1] || !reader.TryRead(out ulong version) || !reader.TryRead(out byte outcome) || outcome > (byte)ContentOutcome.Unreadable) return false;
        report = new ContentReport(version, (ContentOutcome)outcome);
        return true;
    }
}
