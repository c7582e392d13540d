using System;
using System.Buffers.Binary;
using GameServer.Core;

namespace GameServer.Transport;

/// <summary>Stock's checksum layer: CRC-32C (Castagnoli) of the datagram behind it, little-endian. It finds damage, not forgery.</summary>
public sealed class Crc32cLayer : IPacketLayer
{
    private const int ChecksumBytes = 4;

    public int ExtraBytes => ChecksumBytes;

    public int Wrap(Span<byte> buffer, int length, in Endpoint to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(buffer[length..], Crc32c.Of(buffer[..length]));
        return length + ChecksumBytes;
    }

    public bool TryUnwrap(Span<byte> datagram, in Endpoint from, out Span<byte> plain)
    {
        plain = default;
        if (datagram.Length <= ChecksumBytes) return false;
        Span<byte> body = datagram[..^ChecksumBytes];
        if (BinaryPrimitives.ReadUInt32LittleEndian(datagram[^ChecksumBytes..]) != Crc32c.Of(body)) return false;
        plain = body;
        return true;
    }
}
