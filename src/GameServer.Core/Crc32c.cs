using System;
using System.Buffers.Binary;
#if NET
using System.Numerics;
#endif

namespace GameServer.Core;

/// <summary>CRC-32C (Castagnoli, reflected polynomial 0x82F63B78, as in RFC 3720 appendix B.4): finds damage, not forgery. "123456789" gives 0xE3069283.</summary>
public static class Crc32c
{
#if !NET
    private const uint PolynomialReflected = 0x82F6_3B78;

    private static readonly uint[] Table = MakeTable();
#endif

    /// <summary>Checksum of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>Checksum of what <paramref name="crc"/> covers, followed by <paramref name="bytes"/>; start with 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
#if NET
        for (; bytes.Length >= 8; bytes = bytes[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes) crc = BitOperations.Crc32C(crc, value);
#else
        foreach (byte value in bytes) crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
#endif
        return ~crc;
    }

#if !NET
    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ PolynomialReflected : value >> 1;
            table[i] = value;
        }

        return table;
    }
#endif
}
