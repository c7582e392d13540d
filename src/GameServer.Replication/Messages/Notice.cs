using System;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>What the people who run the server tell a player who is in a room; nothing ends by it. Sent only to clients that said they read it.</summary>
/// <param name="Kind">Member 0, i32.</param>
/// <param name="Text">Member 1, string of at most <see cref="TextBytesMax"/> bytes: for a person.</param>
/// <param name="Seconds">Member 2, i32: until the server ends, when it is about to leave; otherwise 0.</param>
/// <param name="GoTo">Members 3 and 4, string and i32: where the player will be sent then, or may go before.</param>
public readonly record struct Notice(NoticeKind Kind, string Text, int Seconds, Redirect GoTo)
{
    /// <summary>Longest text: with the rest it fits <see cref="ControlMessage.BytesMax"/>.</summary>
    public const int TextBytesMax = 400;

    /// <returns>Length in bytes.</returns>
    public int Write(Span<byte> message)
    {
        string text = ControlMessage.Clip(Text, TextBytesMax);
        string where = GoTo.Where ?? "";
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.NoticeTag);
        writer.BeginObject([4, PackWriter.SizeOf(text), 4, PackWriter.SizeOf(where), 4]);
        writer.Write((int)Kind);
        writer.Write(text);
        writer.Write(Seconds);
        writer.Write(where);
        writer.Write(GoTo.Room);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out Notice notice)
    {
        notice = default;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[5];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.NoticeTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths[0] != 4 || lengths[1] == 0 || lengths[2] != 4 || lengths[3] == 0 || lengths[4] != 4) return false;
        if (!reader.TryRead(out int kind) || !reader.TryRead(TextBytesMax, out string text) || !reader.TryRead(out int seconds)) return false;
        if (!reader.TryRead(Redirect.WhereBytesMax, out string where) || !reader.TryRead(out int room)) return false;
        notice = new Notice((NoticeKind)kind, text, seconds, new Redirect(where, room));
        return true;
    }
}
