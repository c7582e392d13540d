using System;
using System.Text;

namespace GameServer.Core;

/// <summary>UTF-8 in buffers of fixed size: text is cut between characters, ends at its first U+0000, and is followed by zeros.</summary>
internal static class FixedText
{
    /// <summary>Fills <paramref name="bytes"/> with as many whole characters as fit, then zeros. Halves of surrogate pairs become U+FFFD.</summary>
    public static void Encode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        bytes.Clear();
        int length = 0;
        while (!text.IsEmpty && text[0] != '\0')
        {
            int letters = text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;
            if (Encoding.UTF8.GetByteCount(text[..letters]) > bytes.Length - length) return;
            length += Encoding.UTF8.GetBytes(text[..letters], bytes[length..]);
            text = text[letters..];
        }
    }

    /// <summary>Bytes before the first zero.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return end < 0 ? bytes.Length : end;
    }

    /// <summary>Clears what lies beyond the text's end or <paramref name="count"/> bytes, and the character that this would cut in two.</summary>
    public static void Cut(Span<byte> bytes, int count)
    {
        int end = LengthOf(bytes);
        if (end > count)
        {
            end = count;
            while (end > 0 && (bytes[end] & 0xC0) == 0x80) end--;
        }

        bytes[end..].Clear();
    }

    public static string Decode(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes[..LengthOf(bytes)]);
}
