using System;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>The body shared by messages that give a reason: a number for programs, a text for people, and where to go instead, which is left out when it is nowhere.</summary>
internal static class ReasonedMessage
{
    public static int Write(Span<byte> message, byte tag, int reason, string text, in Redirect redirect)
    {
        string clipped = ControlMessage.Clip(text);
        PackWriter writer = new(message);
        writer.WriteUnionTag(tag);
        if (redirect.IsNowhere) writer.BeginObject([4, PackWriter.SizeOf(clipped)]);
        else writer.BeginObject([4, PackWriter.SizeOf(clipped), PackWriter.SizeOf(redirect.Where), 4]);
        writer.Write(reason);
        writer.Write(clipped);
        if (redirect.IsNowhere) return writer.Length;
        writer.Write(redirect.Where);
        writer.Write(redirect.Room);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, byte expectedTag, out int reason, out string text, out Redirect redirect)
    {
        reason = 0;
        text = "";
        redirect = Redirect.Nowhere;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[4];
        if (!reader.TryReadUnionTag(out int tag) || tag != expectedTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths[0] != 4 || lengths[1] == 0 || !reader.TryRead(out reason) || !reader.TryRead(ControlMessage.TextBytesMax, out text)) return false;
        if (lengths[2] == 0) return true;
        if (lengths[3] != 4 || !reader.TryRead(Redirect.WhereBytesMax, out string where) || !reader.TryRead(out int room)) return false;
        redirect = new Redirect(where, room);
        return true;
    }
}
