using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GameServer.Core;

/// <summary>
/// Writes bit fields, least significant bit first, into a caller's buffer. A write that does not fit latches <see cref="Overflowed"/> and is dropped:
/// callers check once, at the end.
/// </summary>
public ref struct BitWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private ulong _scratch;     // bits not yet stored, lowest first
    private int _scratchBits;   // 0..63
    private int _storedBytes;

    /// <summary>True once a write did not fit; the bytes are then worthless.</summary>
    public bool Overflowed { get; private set; }

    public readonly int BitCount => (_storedBytes * 8) + _scratchBits;

    public readonly int BitsLeft => (_buffer.Length * 8) - BitCount;

    /// <summary>Writes the low <paramref name="bits"/> (0..64) of <paramref name="value"/>; higher bits must be zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ulong value, int bits)
    {
        _scratch |= value << _scratchBits;
        int total = _scratchBits + bits;
        if (total >= 64)
        {
            StoreWord();
            _scratch = _scratchBits == 0 ? 0 : value >> (64 - _scratchBits);
            total -= 64;
        }

        _scratchBits = total;
    }

    public void WriteBit(bool value) => Write(value ? 1UL : 0UL, 1);

    /// <summary>
    /// Elias gamma code of order <paramref name="order"/> (exponential Golomb): short for small values, never longer than 2 × 32 + 1 bits. The zeros come first,
    /// then the value with its leading one, so the reader needs one bit scan.
    /// </summary>
    public void WriteExpGolomb(uint value, int order)
    {
        ulong quotient = ((ulong)value >> order) + 1;
        int length = 63 - LeadingZeros(quotient);       // bits after the leading one
        Write(1UL << length, length + 1);               // `length` zeros, then a one
        Write(quotient ^ (1UL << length), length);
        Write(value & ((1UL << order) - 1), order);
    }

    /// <summary>Appends <paramref name="bitCount"/> bits that start on a word boundary of <paramref name="source"/>: how encoded deltas are spliced into packets.</summary>
    public void WriteWords(ReadOnlySpan<ulong> source, int bitCount)
    {
        int index = 0;
        for (; bitCount >= 64; bitCount -= 64) Write(source[index++], 64);
        if (bitCount > 0) Write(source[index] & ((1UL << bitCount) - 1), bitCount);
    }

    /// <summary>Appends <paramref name="bitCount"/> bits of <paramref name="source"/> from any bit on: how composed pages are copied into packets.</summary>
    public void WriteBits(ReadOnlySpan<ulong> source, int firstBit, int bitCount)
    {
        int shift = firstBit & 63;
        int index = firstBit >> 6;
        if (shift == 0)
        {
            WriteWords(source[index..], bitCount);
            return;
        }

        for (; bitCount > 0; bitCount -= 64, index++)
        {
            ulong word = source[index] >> shift;
            if (bitCount > 64 - shift) word |= source[index + 1] << (64 - shift);
            Write(bitCount < 64 ? word & ((1UL << bitCount) - 1) : word, Math.Min(bitCount, 64));
        }
    }

    /// <summary>Stores what is pending and returns the length in bytes. Unused bits of the last byte are zero.</summary>
    public int Finish()
    {
        int pendingBytes = (_scratchBits + 7) >> 3;
        if (_storedBytes + pendingBytes > _buffer.Length)
        {
            Overflowed = true;
            return _storedBytes;
        }

        for (int i = 0; i < pendingBytes; i++) _buffer[_storedBytes + i] = (byte)(_scratch >> (8 * i));
        _storedBytes += pendingBytes;
        _scratch = 0;
        _scratchBits = 0;
        return _storedBytes;
    }

    private static int LeadingZeros(ulong value)
    {
        uint high = (uint)(value >> 32);
        return high != 0 ? BitMath.LeadingZeroCount(high) : 32 + BitMath.LeadingZeroCount((uint)value);
    }

    private void StoreWord()
    {
        if (_storedBytes + 8 > _buffer.Length)
        {
            Overflowed = true;
            return;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(_buffer[_storedBytes..], _scratch);
        _storedBytes += 8;
    }
}
