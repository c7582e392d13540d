using System;
using System.Text;
using GameServer.Core.MemoryPack;

namespace GameServer.Replication;

/// <summary>
/// The tags of the union that every reliable message is: in MemoryPack terms one interface with these alternatives. Bytes: tag, then a version-tolerant object.
/// </summary>
public static class ControlMessage
{
    /// <summary>
    /// Version of this application protocol, and a server refuses others: it moves when bits or messages change their meaning. New members at the end of a message do not
    /// move it, and neither does another schema: that is negotiated.
    /// </summary>
    public const int ProtocolVersion = 2;

    /// <summary>Longest control message but for <see cref="SchemaMessage"/> and content.</summary>
    public const int BytesMax = 640;

    /// <summary>Longest text in one, in bytes.</summary>
    public const int TextBytesMax = 200;

    /// <summary>Longest resume token; to a client its bytes mean nothing.</summary>
    public const int TokenBytesMax = 64;

    public const byte JoinTag = 0;
    public const byte WelcomeTag = 1;
    public const byte RefusalTag = 2;
    public const byte ClockTag = 3;
    public const byte FarewellTag = 4;
    public const byte SchemaTag = 5;
    public const byte CodebookTag = 6;
    public const byte CommandTag = 7;
    public const byte CommandResultsTag = 8;
    public const byte CommandRefusalTag = 9;
    public const byte NoticeTag = 10;
    public const byte ContentTag = 11;
    public const byte ContentReportTag = 12;

    /// <summary>Which alternative a message is.</summary>
    public static bool TryReadTag(ReadOnlySpan<byte> message, out int tag)
    {
        PackReader reader = new(message);
        return reader.TryReadUnionTag(out tag);
    }

    /// <summary>The text, or as much of its front as fits whatever its letters: a UTF-16 unit is at most three bytes.</summary>
    internal static string Clip(string text, int bytesMax = TextBytesMax)
    {
        int lengthMax = bytesMax / 3;
        if (text.Length <= lengthMax || Encoding.UTF8.GetByteCount(text) <= bytesMax) return text;
        return char.IsHighSurrogate(text[lengthMax - 1]) ? text[..(lengthMax - 1)] : text[..lengthMax];   // never half a letter
    }
}
