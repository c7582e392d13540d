using System;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>A room's new codebook, in the layout of <see cref="CodebookFormat"/>; from when the client says it holds it, packets may use it.</summary>
internal static class CodebookMessage
{
    /// <summary>Numbers of books: 0 is built in, 1 to 15 take turns.</summary>
    public const int Ids = 16;

    public const int BytesMax = CodebookFormat.BytesMax + 16;

    /// <returns>Length in bytes.</returns>
    public static int Write(Span<byte> message, int id, ReadOnlySpan<byte> book)
    {
        PackWriter writer = new(message);
        writer.WriteUnionTag(ControlMessage.CodebookTag);
        writer.BeginObject([1, 4 + book.Length]);
        writer.Write((byte)id);
        writer.Write(book.Length);
        writer.WriteBytes(book);
        return writer.Length;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out int id, out ReadOnlySpan<byte> book)
    {
        id = 0;
        book = default;
        PackReader reader = new(message);
        Span<int> lengths = stackalloc int[2];
        if (!reader.TryReadUnionTag(out int tag) || tag != ControlMessage.CodebookTag || !reader.TryBeginObject(lengths)) return false;
        if (lengths[0] != 1 || lengths[1] < 4 || !reader.TryRead(out byte number) || !reader.TryRead(out int length)) return false;
        if (number is 0 or >= Ids || length != lengths[1] - 4 || length > CodebookFormat.BytesMax || length > reader.BytesLeft) return false;
        id = number;
        book = message.Slice(message.Length - reader.BytesLeft, length);
        return true;
    }
}
