using System;
using System.Buffers.Binary;
using System.Text;

namespace GameServer.Core.MemoryPack;

/// <summary>
/// Writes the MemoryPack layout of flat version-tolerant objects (count, one length per member, members), so that a stock MemoryPack client reads our control messages
/// by declaring the same class. A write that does not fit latches <see cref="Overflowed"/>.
/// </summary>
public ref struct PackWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    public bool Overflowed { get; private set; }

    public readonly int Length => _length;

    /// <summary>Encoded size of a string member: null and empty are 4 bytes, others 8 and their UTF-8.</summary>
    public static int SizeOf(string? text) => string.IsNullOrEmpty(text) ? 4 : 8 + Encoding.UTF8.GetByteCount(text);

    /// <summary>Starts one alternative of a union; tags 0..249.</summary>
    public void WriteUnionTag(byte tag) => WriteByte(tag);

    /// <summary>Starts a version-tolerant object: a reader that knows fewer members skips the rest by their lengths, so members may be added at the end.</summary>
    public void BeginObject(scoped ReadOnlySpan<int> memberLengths)
    {
        Check.That(memberLengths.Length < 250);
        WriteByte((byte)memberLengths.Length);
        foreach (int length in memberLengths) WriteVarInt(length);
    }

    public void Write(int value)
    {
        if (!Claim(4)) return;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer[(_length - 4)..], value);
    }

    public void Write(byte value) => WriteByte(value);

    public void Write(ushort value)
    {
        if (Claim(2)) BinaryPrimitives.WriteUInt16LittleEndian(_buffer[(_length - 2)..], value);
    }

    public void Write(double value) => Write(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Members that were encoded before.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> bytes)
    {
        if (Claim(bytes.Length)) bytes.CopyTo(_buffer[(_length - bytes.Length)..]);
    }

    public void Write(uint value) => Write((int)value);

    public void Write(long value)
    {
        if (!Claim(8)) return;
        BinaryPrimitives.WriteInt64LittleEndian(_buffer[(_length - 8)..], value);
    }

    public void Write(ulong value) => Write((long)value);

    /// <summary>UTF-8 form: bitwise complement of the byte count, number of UTF-16 units, bytes.</summary>
    public void Write(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            Write(text is null ? -1 : 0);
            return;
        }

        int bytes = Encoding.UTF8.GetByteCount(text);
        Write(~bytes);
        Write(text.Length);
        if (!Claim(bytes)) return;
        Encoding.UTF8.GetBytes(text.AsSpan(), _buffer.Slice(_length - bytes, bytes));
    }

    /// <summary>A number of the family int: itself in −120..127, then −122 and an i8, −124 and an i16, −126 and an i32.</summary>
    public void WriteVarInt(int value)
    {
        if (value is >= -120 and <= 127)
        {
            WriteByte((byte)value);
        }
        else if (value is >= sbyte.MinValue and < 0)
        {
            WriteByte(unchecked((byte)-122));
            WriteByte((byte)value);
        }
        else if (value is >= short.MinValue and <= short.MaxValue)
        {
            WriteByte(unchecked((byte)-124));
            if (Claim(2)) BinaryPrimitives.WriteInt16LittleEndian(_buffer[(_length - 2)..], (short)value);
        }
        else
        {
            WriteByte(unchecked((byte)-126));
            Write(value);
        }
    }

    private void WriteByte(byte value)
    {
        if (Claim(1)) _buffer[_length - 1] = value;
    }

    private bool Claim(int bytes)
    {
        if (Overflowed || _length + bytes > _buffer.Length)
        {
            Overflowed = true;
            return false;
        }

        _length += bytes;
        return true;
    }
}
