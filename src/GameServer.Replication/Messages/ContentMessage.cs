using System;
using GameServer.Core;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>The content that a room plays by from a tick on: whole, or as the difference to a version that the client holds. Larger than other control messages; the transport cuts it up.</summary>
public static class ContentMessage
{
    /// <summary>Longest message.</summary>
    public const int BytesMax = Limits.ContentBytes + 64;

    /// <summary>Writes one; members: tick u32, held version u64 (0: none, the body is whole), new version u64, body as bytes.</summary>
    /// <param name="message">Room for <see cref="BytesMax"/>.</param>
    /// <param name="from">The first tick that runs with it.</param>
    /// <param name="held">What the body is the difference to; 0 for none.</param>
    /// <param name="version">What it leads to.</param>
    /// <param name="body">In the layout of <see cref="ContentDelta"/>, or of <see cref="ContentDocument"/>.</param>
    /// <returns>Length in bytes.</returns>
    public static int Write(Span<byte> message, Tick from, ulong held, ulong version, ReadOnlySpan<byte> body)
    {
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.ContentTag);
        writer.BeginObject([4, 8, 8, 4 + body.Length]);
        writer.Write(from.Value);
        writer.Write(held);
        writer.Write(version);
        writer.Write(body.Length);
        writer.WriteBytes(body);
        Check.That(!writer.Overflowed);
        return writer.Length;
    }

    /// <summary>Reads one; what the body is worth shows when it is made use of.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out Tick from, out ulong held, out ulong version, out ReadOnlySpan<byte> body)
    {
        from = default;
        held = 0;
        version = 0;
        body = default;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[4];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.ContentTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths[0] != 4 || lengths[1] != 8 || lengths[2] != 8 || lengths[3] < 4) return false;
        if (!reader.TryRead(out uint tick) || !reader.TryRead(out held) || !reader.TryRead(out version) || !reader.TryRead(out int length)) return false;
        if (length != lengths[3] - 4 || length > reader.BytesLeft) return false;
        from = new Tick(tick);
        body = message.Slice(message.Length - reader.BytesLeft, length);
        return true;
    }
}
