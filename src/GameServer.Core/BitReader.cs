using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GameServer.Core;

/// <summary>Reads what <see cref="BitWriter"/> wrote. Bytes come from strangers: every read says whether it could, and none goes past the end.</summary>
public ref struct BitReader(ReadOnlySpan<byte> buffer)
{
    private readonly ReadOnlySpan<byte> _buffer = buffer;
    private int _bitIndex;

    public readonly int BitIndex => _bitIndex;

    public readonly int BitsLeft => (_buffer.Length * 8) - _bitIndex;

    /// <summary>Moves past bits that something else has read.</summary>
    public bool TrySkip(int bits)
    {
        if (bits > BitsLeft) return false;
        _bitIndex += bits;
        return true;
    }

    /// <summary>Reads <paramref name="bits"/> (0..32).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(int bits, out uint value)
    {
        int byteIndex = _bitIndex >> 3;
        if (byteIndex + 8 <= _buffer.Length)
        {
            // At least 57 of the 64 loaded bits are ahead of us, more than any one read takes.
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(_buffer[byteIndex..]);
            value = (uint)((word >> (_bitIndex & 7)) & ((1UL << bits) - 1));
            _bitIndex += bits;
            return true;
        }

        return TryReadNearEnd(bits, out value);
    }

    public bool TryReadBit(out bool value)
    {
        bool read = TryRead(1, out uint bit);
        value = bit != 0;
        return read;
    }

    /// <summary>Reads a signed or unsigned 64-bit field as two halves, low first.</summary>
    public bool TryReadULong(out ulong value)
    {
        bool read = TryRead(32, out uint low);
        read &= TryRead(32, out uint high);
        value = low | ((ulong)high << 32);
        return read;
    }

    /// <summary>Reads the code of <see cref="BitWriter.WriteExpGolomb"/>. Codes for values above 32 bits are refused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // micro: reading an entity of 8 fields
    public bool TryReadExpGolomb(int order, out uint value)
    {
        int byteIndex = _bitIndex >> 3;
        if (byteIndex + 8 <= _buffer.Length)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(_buffer[byteIndex..]) >> (_bitIndex & 7);
            int zeros = BitMath.TrailingZeroCount(word);
            int length = (2 * zeros) + 1 + order;
            if (length <= 57 && zeros < 24)
            {
                ulong quotient = (1UL << zeros) | ((word >> (zeros + 1)) & ((1UL << zeros) - 1));
                ulong wide = ((quotient - 1) << order) | ((word >> ((2 * zeros) + 1)) & ((1UL << order) - 1));
                value = (uint)wide;
                _bitIndex += length;
                return wide <= uint.MaxValue;
            }
        }

        return TryReadExpGolombSlowly(order, out value);
    }

    private bool TryReadExpGolombSlowly(int order, out uint value)
    {
        value = 0;
        int zeros = 0;
        while (true)
        {
            if (!TryReadBit(out bool one)) return false;
            if (one) break;
            if (++zeros > 32) return false;
        }

        if (!TryRead(zeros, out uint rest)) return false;
        ulong quotient = (1UL << zeros) | rest;
        if (!TryRead(order, out uint low)) return false;
        ulong wide = ((quotient - 1) << order) | low;
        if (wide > uint.MaxValue) return false;
        value = (uint)wide;
        return true;
    }

    private bool TryReadNearEnd(int bits, out uint value)
    {
        value = 0;
        if (bits > BitsLeft) return false;
        ulong word = 0;
        int byteIndex = _bitIndex >> 3;
        for (int i = 0; byteIndex + i < _buffer.Length; i++) word |= (ulong)_buffer[byteIndex + i] << (8 * i);
        value = (uint)((word >> (_bitIndex & 7)) & ((1UL << bits) - 1));
        _bitIndex += bits;
        return true;
    }
}
