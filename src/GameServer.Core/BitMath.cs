using System.Runtime.CompilerServices;
#if NET
using System.Numerics;
#endif

namespace GameServer.Core;

/// <summary>Bit counting that netstandard2.1 lacks; on .NET each call is one instruction.</summary>
public static class BitMath
{
    /// <summary>Bits needed to write every value in 0..<paramref name="value"/>: 0 for 0, 8 for 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BitLength(uint value) => 32 - LeadingZeroCount(value);

    /// <summary>Bits needed to write every value in 0..<paramref name="value"/>, up to 64.</summary>
    public static int BitLength(ulong value)
    {
        uint high = (uint)(value >> 32);
        return high != 0 ? 32 + BitLength(high) : BitLength((uint)value);
    }

    /// <summary>Maps 0, −1, 1, −2 … to 0, 1, 2, 3 … so that small differences of either sign get short codes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ZigZag(int value) => (uint)((value << 1) ^ (value >> 31));

    /// <summary>Inverse of <see cref="ZigZag"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int UnZigZag(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

#if NET
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeadingZeroCount(uint value) => BitOperations.LeadingZeroCount(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrailingZeroCount(ulong value) => BitOperations.TrailingZeroCount(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PopCount(ulong value) => BitOperations.PopCount(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong RotateLeft(ulong value, int bits) => BitOperations.RotateLeft(value, bits);
#else
    public static int LeadingZeroCount(uint value)
    {
        if (value == 0) return 32;
        int count = 0;
        if ((value & 0xFFFF_0000) == 0) { count += 16; value <<= 16; }
        if ((value & 0xFF00_0000) == 0) { count += 8; value <<= 8; }
        if ((value & 0xF000_0000) == 0) { count += 4; value <<= 4; }
        if ((value & 0xC000_0000) == 0) { count += 2; value <<= 2; }
        return (value & 0x8000_0000) == 0 ? count + 1 : count;
    }

    public static int TrailingZeroCount(ulong value) => value == 0 ? 64 : PopCount((value & (~value + 1)) - 1);

    public static int PopCount(ulong value)
    {
        value -= (value >> 1) & 0x5555_5555_5555_5555;
        value = (value & 0x3333_3333_3333_3333) + ((value >> 2) & 0x3333_3333_3333_3333);
        value = (value + (value >> 4)) & 0x0F0F_0F0F_0F0F_0F0F;
        return (int)((value * 0x0101_0101_0101_0101) >> 56);
    }

    public static ulong RotateLeft(ulong value, int bits) => (value << bits) | (value >> (64 - bits));
#endif
}
