using System;
using System.Buffers.Binary;
using System.Text;

namespace GameServer.Core.MemoryPack;

/// <summary>
/// Reads what <see cref="PackWriter"/> or a stock MemoryPack writes, from strangers: nothing throws, nothing is allocated beyond the bytes that are really there, and
/// there is no nesting to exhaust a stack with.
/// </summary>
public ref struct PackReader(ReadOnlySpan<byte> buffer)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    private readonly ReadOnlySpan<byte> _buffer = buffer;
    private int _index;

    public readonly int BytesLeft => _buffer.Length - _index;

    /// <summary>Reads a union's tag in its short or wide form.</summary>
    public bool TryReadUnionTag(out int tag)
    {
        tag = 0;
        if (!TryReadByte(out byte first)) return false;
        if (first < 250)
        {
            tag = first;
            return true;
        }

        if (first != 250 || !TryTake(2, out ReadOnlySpan<byte> wide)) return false;
        tag = BinaryPrimitives.ReadUInt16LittleEndian(wide);
        return true;
    }

    /// <summary>
    /// Reads a version-tolerant object's header. Lengths of the members this reader knows go to <paramref name="lengths"/>, 0 for those the writer did not have; members
    /// it does not know follow the known ones and need not be read.
    /// </summary>
    public bool TryBeginObject(scoped Span<int> lengths) => TryReadLengths(lengths, out _);

    /// <summary>The same for an object inside another, where what follows matters: says where the object ends, for <see cref="TryEndObject"/>.</summary>
    public bool TryBeginObject(scoped Span<int> lengths, out int end)
    {
        bool read = TryReadLengths(lengths, out long bytes);
        end = (int)Math.Min(_index + bytes, int.MaxValue);
        return read && end <= _buffer.Length;
    }

    /// <summary>Moves behind an object, past members this reader does not know; false when those it does know went further than the object says.</summary>
    public bool TryEndObject(int end)
    {
        if (_index > end) return false;
        _index = end;
        return true;
    }

    /// <summary>Reads the length of an array whose elements take at least <paramref name="elementBytesMin"/> bytes each, so that it cannot promise more than is there; null counts as empty.</summary>
    public bool TryReadCount(int elementBytesMin, out int count)
    {
        if (!TryRead(out count)) return false;
        if (count == -1) count = 0;
        return count >= 0 && count <= BytesLeft / elementBytesMin;
    }

    public bool TryRead(out byte value) => TryReadByte(out value);

    public bool TryRead(out ushort value)
    {
        bool taken = TryTake(2, out ReadOnlySpan<byte> bytes);
        value = taken ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;
        return taken;
    }

    public bool TryRead(out double value)
    {
        bool taken = TryRead(out long bits);
        value = BitConverter.Int64BitsToDouble(bits);
        return taken;
    }

    public bool TryRead(out int value)
    {
        bool taken = TryTake(4, out ReadOnlySpan<byte> bytes);
        value = taken ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : 0;
        return taken;
    }

    public bool TryRead(out uint value)
    {
        bool taken = TryRead(out int signed);
        value = (uint)signed;
        return taken;
    }

    public bool TryRead(out long value)
    {
        bool taken = TryTake(8, out ReadOnlySpan<byte> bytes);
        value = taken ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;
        return taken;
    }

    public bool TryRead(out ulong value)
    {
        bool taken = TryRead(out long signed);
        value = (ulong)signed;
        return taken;
    }

    /// <summary>Reads a string in either of its forms; null counts as empty. Longer than <paramref name="bytesMax"/> bytes, or not valid text, is refused.</summary>
    public bool TryRead(int bytesMax, out string text)
    {
        text = "";
        if (!TryRead(out int header)) return false;
        if (header is 0 or -1) return true;
        return header > 0 ? TryReadUtf16(header, bytesMax, out text) : TryReadUtf8(~header, bytesMax, out text);
    }

    /// <summary>Reads an array of bytes; null counts as empty. Longer than <paramref name="bytesMax"/> is refused.</summary>
    public bool TryRead(int bytesMax, out byte[] bytes)
    {
        bytes = [];
        if (!TryReadCount(1, out int count) || count > bytesMax || !TryTake(count, out ReadOnlySpan<byte> taken)) return false;
        bytes = taken.ToArray();
        return true;
    }

    public bool TryReadVarInt(out int value)
    {
        value = 0;
        if (!TryReadByte(out byte first)) return false;
        sbyte code = (sbyte)first;
        if (code >= -120)
        {
            value = code;
            return true;
        }

        int size = code switch { -121 or -122 => 1, -123 or -124 => 2, -125 or -126 => 4, _ => 8 };
        if (!TryTake(size, out ReadOnlySpan<byte> bytes)) return false;
        long wide = code switch
        {
            -121 => bytes[0],
            -122 => (sbyte)bytes[0],
            -123 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            -124 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            -125 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            -126 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        };
        value = (int)wide;
        if (code == -127 && wide < 0) return false;   // a u64 beyond any i64
        return wide is >= int.MinValue and <= int.MaxValue;
    }

    private bool TryReadLengths(scoped Span<int> lengths, out long bytes)
    {
        bytes = 0;
        lengths.Clear();
        if (!TryReadByte(out byte count) || count >= 250) return false;
        for (int i = 0; i < count; i++)
        {
            if (!TryReadVarInt(out int length) || length < 0 || length > _buffer.Length) return false;
            if (i < lengths.Length) lengths[i] = length;
            bytes += length;
        }

        return true;
    }

    private bool TryReadUtf8(int byteCount, int bytesMax, out string text)
    {
        text = "";
        if (byteCount > bytesMax || !TryRead(out int _) || !TryTake(byteCount, out ReadOnlySpan<byte> bytes)) return false;
        if (!IsUtf8(bytes)) return false;
        text = StrictUtf8.GetString(bytes);
        return true;
    }

    private bool TryReadUtf16(int unitCount, int bytesMax, out string text)
    {
        text = "";
        if (unitCount > bytesMax / 2 || !TryTake(unitCount * 2, out ReadOnlySpan<byte> bytes)) return false;
        string decoded = Encoding.Unicode.GetString(bytes);
        if (decoded.IndexOf('\uFFFD') >= 0) return false;   // what half a surrogate pair is decoded to
        text = decoded;
        return true;
    }

    /// <summary>Well-formed UTF-8 (Unicode 15, table 3-7); checked first so that decoding never throws.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            byte lead = bytes[i];
            int trailing = lead switch { < 0x80 => 0, >= 0xC2 and < 0xE0 => 1, >= 0xE0 and < 0xF0 => 2, >= 0xF0 and < 0xF5 => 3, _ => -1 };
            if (trailing < 0 || i + trailing >= bytes.Length) return false;
            for (int t = 1; t <= trailing; t++)
            {
                byte next = bytes[i + t];
                byte low = t > 1 ? (byte)0x80 : lead switch { 0xE0 => (byte)0xA0, 0xF0 => (byte)0x90, _ => (byte)0x80 };
                byte high = t > 1 ? (byte)0xBF : lead switch { 0xED => (byte)0x9F, 0xF4 => (byte)0x8F, _ => (byte)0xBF };
                if (next < low || next > high) return false;
            }

            i += trailing;
        }

        return true;
    }

    private bool TryReadByte(out byte value)
    {
        bool taken = TryTake(1, out ReadOnlySpan<byte> bytes);
        value = taken ? bytes[0] : (byte)0;
        return taken;
    }

    private bool TryTake(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count < 0 || count > BytesLeft) return false;
        bytes = _buffer.Slice(_index, count);
        _index += count;
        return true;
    }
}
