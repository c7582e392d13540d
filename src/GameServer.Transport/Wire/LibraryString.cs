using System;
using System.Buffers.Binary;
using System.Text;

namespace GameServer.Transport.Wire;

/// <summary>The string layout stock clients use for a connect key: <c>u16</c> UTF-8 byte count + 1, bytes; a count of 0 is the empty string.</summary>
public static class LibraryString
{
    public static byte[] Write(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] bytes = new byte[2 + utf8.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, text.Length == 0 ? (ushort)0 : (ushort)(utf8.Length + 1));
        utf8.CopyTo(bytes, 2);
        return bytes;
    }

    /// <summary>True when <paramref name="data"/> starts with exactly this UTF-8 text.</summary>
    public static bool Matches(ReadOnlySpan<byte> data, ReadOnlySpan<byte> utf8)
    {
        if (data.Length < 2) return false;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(data) - 1;
        if (length <= 0) return utf8.IsEmpty;
        return data.Length >= 2 + length && data.Slice(2, length).SequenceEqual(utf8);
    }
}
