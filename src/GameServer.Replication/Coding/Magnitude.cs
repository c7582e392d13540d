using System;
using System.Runtime.CompilerServices;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// Splits a signed number into a token, which has a table or a model of its own, and low bits that are as good as random. Token 0 is 0; token 1 + 2 c + s is a number of class c
/// and sign s (1: negative). Sizes 1..8 are classes of their own, with no low bits; above, each octave has two classes.
/// <code>
/// k = |n| − 1 &lt; 8:  class k                                  no low bits
/// otherwise, 2^e ≤ k &lt; 2^(e+1):  class 8 + 2 (e − 3) + (bit e − 1 of k)   low e − 1 bits of k
/// </code>
/// </summary>
internal static class Magnitude
{
    /// <summary>Tokens that any 31-bit difference can have: 2 × 64 classes and the zero.</summary>
    public const int TokensMax = (2 * (DirectCount + (2 * (31 - 3)))) + 1;

    /// <summary>Tokens up to this one have no low bits, and tell the number by <see cref="JoinDirect"/>.</summary>
    public const int LastDirectToken = 2 * DirectCount;

    private const int DirectCount = 8;

    /// <summary>Tokens of the differences between values of <paramref name="bits"/> bits, the short way round: sizes up to half their range.</summary>
    public static int TokenCount(int bits)
    {
        uint largest = 1u << Math.Max(bits - 1, 0);
        return 1 + (2 * (ClassOf(largest - 1) + 1));
    }

    public static int Split(int number, out int lowBits, out uint low)
    {
        lowBits = 0;
        low = 0;
        if (number == 0) return 0;
        uint k = (uint)(number < 0 ? -number : number) - 1;
        int sign = number < 0 ? 1 : 0;
        if (k < DirectCount) return 1 + (2 * (int)k) + sign;
        int exponent = BitMath.BitLength(k) - 1;
        lowBits = exponent - 1;
        low = k & ((1u << lowBits) - 1);
        return 1 + (2 * ClassOf(k)) + sign;
    }

    /// <summary>Low bits that follow a token.</summary>
    public static int LowBits(int token)
    {
        int @class = (token - 1) >> 1;
        return token == 0 || @class < DirectCount ? 0 : ((@class - DirectCount) >> 1) + 2;
    }

    /// <summary>The number of one of the first tokens, by far the commonest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: once per number
    public static int JoinDirect(int token)
    {
        int mirror = (token & 1) - 1;   // signs are as good as random: no branch
        return (((token + 1) >> 1) ^ mirror) - mirror;
    }

    public static int Join(int token, uint low)
    {
        if (token <= LastDirectToken) return JoinDirect(token);
        int @class = (token - 1) >> 1;
        int exponent = ((@class - DirectCount) >> 1) + 3;
        uint half = (uint)(@class - DirectCount) & 1;
        uint k = (1u << exponent) | (half << (exponent - 1)) | low;
        int size = (int)(k + 1);
        return (token & 1) == 0 ? -size : size;
    }

    private static int ClassOf(uint k)
    {
        if (k < DirectCount) return (int)k;
        int exponent = BitMath.BitLength(k) - 1;
        return DirectCount + (2 * (exponent - 3)) + (int)((k >> (exponent - 1)) & 1);
    }
}
