using System;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>The body shared by messages that give a reason: a number for programs, a text for people.</summary>
internal static class ReasonedMessage
{
    public static int Write(Span<byte> message, byte tag, int reason, string text)
    {
        string clipped = ControlMessage.Clip(text);
        PackWriter writer = new(message);
        writer.WriteUnionTag(tag);
        writer.BeginObject([4, PackWriter.SizeOf(clipped)]);
        writer.Write(reason);
        writer.Write(clipped);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, byte expectedTag, out int reason, out string text)
    {
        reason = 0;
        text = "";
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[2];
        if (!reader.TryReadUnionTag(out int tag) || tag != expectedTag || !reader.TryBeginObject(lengths)) return false;
        return lengths[0] == 4 && lengths[1] != 0 && reader.TryRead(out reason) && reader.TryRead(ControlMessage.TextBytesMax, out text);
    }
}
