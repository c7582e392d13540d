using GameServer.Core;

namespace GameServer.Transport.Handshake;

/// <summary>
/// Numbers an attacker must not guess: SipHash-2-4 (Aumasson and Bernstein, 2012) of a counter under a 128-bit key. Seeing any number of outputs does not
/// tell the next, which a plain generator's would.
/// </summary>
internal sealed class SecretStream(ulong key0, ulong key1)
{
    private ulong _counter;

    public ulong Next() => Hash(key0, key1, _counter++, 0);

    /// <summary>Uniform in 0 .. <paramref name="countExclusive"/> − 1, biased by at most 2⁻³².</summary>
    public int NextInt(int countExclusive) => (int)(((Next() >> 32) * (uint)countExclusive) >> 32);

    /// <summary>A tag over two words that only the holder of the key can make.</summary>
    public ulong Tag(ulong first, ulong second) => Hash(key0, ~key1, first, second);

    private static ulong Hash(ulong key0, ulong key1, ulong first, ulong second)
    {
        ulong v0 = key0 ^ 0x736f_6d65_7073_6575;
        ulong v1 = key1 ^ 0x646f_7261_6e64_6f6d;
        ulong v2 = key0 ^ 0x6c79_6765_6e65_7261;
        ulong v3 = key1 ^ 0x7465_6462_7974_6573;
        Absorb(ref v0, ref v1, ref v2, ref v3, first);
        Absorb(ref v0, ref v1, ref v2, ref v3, second);
        Absorb(ref v0, ref v1, ref v2, ref v3, 16UL << 56);
        v2 ^= 0xff;
        for (int i = 0; i < 4; i++) Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Absorb(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3, ulong word)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitMath.RotateLeft(v1, 13) ^ v0;
        v0 = BitMath.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitMath.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitMath.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitMath.RotateLeft(v1, 17) ^ v2;
        v2 = BitMath.RotateLeft(v2, 32);
    }
}
