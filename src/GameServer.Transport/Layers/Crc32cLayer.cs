using System;
using System.Buffers.Binary;
#if NET
using System.Numerics;
#endif

namespace GameServer.Transport;

/// <summary>Stock's checksum layer: CRC-32C (Castagnoli) of the datagram behind it, little-endian. It finds damage, not forgery.</summary>
public sealed class Crc32cLayer : IPacketLayer
{
    private const int ChecksumBytes = 4;

#if !NET
    private const uint PolynomialReflected = 0x82F6_3B78;

    private static readonly uint[] Table = MakeTable();
#endif

    public int ExtraBytes => ChecksumBytes;

    public int Wrap(Span<byte> buffer, int length, in Endpoint to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(buffer[length..], Compute(buffer[..length]));
        return length + ChecksumBytes;
    }

    public bool TryUnwrap(Span<byte> datagram, in Endpoint from, out Span<byte> plain)
    {
        plain = default;
        if (datagram.Length <= ChecksumBytes) return false;
        Span<byte> body = datagram[..^ChecksumBytes];
        if (BinaryPrimitives.ReadUInt32LittleEndian(datagram[^ChecksumBytes..]) != Compute(body)) return false;
        plain = body;
        return true;
    }

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
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
