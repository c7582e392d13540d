using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GameServer.Core;

/// <summary>
/// Hashes quantised state so that two runs, or a server and a client, can compare a world in 8 bytes. A row hash depends on order; a set of rows is hashed by
/// adding the rows' hashes, so that both ends may walk their entities in any order. Not cryptographic.
/// </summary>
public static class StateHasher
{
    private const ulong Multiplier = 0x9FB2_1C65_1E98_DF25;

    /// <summary>Finaliser of MurmurHash3 (Appleby): every input bit reaches every output bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value)
    {
        value ^= value >> 33;
        value *= 0xFF51_AFD7_ED55_8CCD;
        value ^= value >> 33;
        value *= 0xC4CE_B9FE_1A85_EC53;
        return value ^ (value >> 33);
    }

    /// <summary>Adds one word to a running hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Combine(ulong hash, uint value) => BitMath.RotateLeft((hash ^ value) * Multiplier, 29);

    /// <summary>Adds a row of quantised fields to a running hash.</summary>
    public static ulong Combine(ulong hash, ReadOnlySpan<int> row)
    {
        foreach (int value in row) hash = Combine(hash, (uint)value);
        return hash;
    }

    /// <summary>A hash of bytes, taken as little-endian words, the last one filled up with zeros.</summary>
    public static ulong OfBytes(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length;
        for (; bytes.Length >= 4; bytes = bytes[4..]) hash = Combine(hash, BinaryPrimitives.ReadUInt32LittleEndian(bytes));
        uint rest = 0;
        for (int i = 0; i < bytes.Length; i++) rest |= (uint)bytes[i] << (8 * i);
        return Mix(Combine(hash, rest));
    }

    /// <summary>A hash of text that is the same in every process, for schema and content identities.</summary>
    public static ulong OfText(string text)
    {
        ulong hash = (ulong)text.Length;
        foreach (char letter in text) hash = Combine(hash, letter);
        return Mix(hash);
    }
}
