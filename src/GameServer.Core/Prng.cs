using System;
using System.Runtime.CompilerServices;

namespace GameServer.Core;

/// <summary>
/// xoshiro256** 1.0 (Blackman and Vigna, 2018), seeded through SplitMix64: the same stream on every runtime and machine. One per subsystem, so that a new draw
/// here does not shift another there. A mutable struct: keep it in a field and pass it by reference. Never a source of secrets.
/// </summary>
public struct Prng
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public Prng(ulong seed)
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    /// <summary>Everything the stream depends on, folded into one word for state hashes.</summary>
    public readonly ulong StateHash => StateHasher.Mix(_s0 ^ BitMath.RotateLeft(_s1, 16) ^ BitMath.RotateLeft(_s2, 32) ^ BitMath.RotateLeft(_s3, 48));

    /// <summary>An independent stream for the subsystem called <paramref name="name"/>; drawing from one never moves another.</summary>
    public static Prng For(ulong seed, string name)
    {
        ulong mixed = seed;
        foreach (char letter in name) mixed = StateHasher.Mix(mixed ^ letter);
        return new Prng(mixed);
    }

    /// <summary>64 uniform bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextULong()
    {
        ulong result = BitMath.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitMath.RotateLeft(_s3, 45);
        return result;
    }

    public uint NextUInt() => (uint)(NextULong() >> 32);

    /// <summary>Uniform in 0 .. <paramref name="countExclusive"/> − 1 by multiply-shift; the bias is below 2⁻³² × count and irrelevant to games.</summary>
    public int NextInt(int countExclusive)
    {
        Check.That(countExclusive > 0);
        return (int)(((ulong)NextUInt() * (uint)countExclusive) >> 32);
    }

    /// <summary>Uniform in <paramref name="min"/> .. <paramref name="maxExclusive"/> − 1.</summary>
    public int NextInt(int min, int maxExclusive) => min + NextInt(maxExclusive - min);

    /// <summary>Uniform in [0, 1) with 24 bits, every value exact in a <c>float</c>.</summary>
    public float NextFloat() => (NextULong() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [<paramref name="min"/>, <paramref name="max"/>).</summary>
    public float NextFloat(float min, float max) => min + (NextFloat() * (max - min));

    /// <summary>Uniform in [0, 1) with 53 bits.</summary>
    public double NextDouble() => (NextULong() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the given probability (0..1).</summary>
    public bool NextChance(double probability) => NextDouble() < probability;

    public void Fill(Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(NextULong() >> 56);
    }

    private static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
