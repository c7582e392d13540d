using System;

namespace GameServer.Transport;

/// <summary>
/// Transforms whole datagrams, header included, between the packets and the socket: checksum, obfuscation, encryption. Both ends must use the same one.
/// Hostile bytes make <see cref="TryUnwrap"/> return false; nothing here throws.
/// </summary>
public interface IPacketLayer
{
    /// <summary>Most bytes <see cref="Wrap"/> adds; taken out of every MTU so that what is on the wire keeps its size.</summary>
    int ExtraBytes { get; }

    /// <summary>
    /// Changes <paramref name="buffer"/>'s first <paramref name="length"/> bytes in place and returns the new length; the buffer has room for the extra.
    /// </summary>
    int Wrap(Span<byte> buffer, int length, in Endpoint to);

    /// <summary>Undoes it in place; false drops the datagram. <paramref name="plain"/> is where in <paramref name="datagram"/> the packet is.</summary>
    bool TryUnwrap(Span<byte> datagram, in Endpoint from, out Span<byte> plain);
}
