using System;
using System.Buffers.Binary;

namespace GameServer.Transport.Udp;

/// <summary>Endpoints ⇄ the raw <c>sockaddr_in</c> and <c>sockaddr_in6</c> the kernel and the framework's <c>SocketAddress</c> use.</summary>
internal static class SocketAddressCodec
{
    public const int BytesIPv4 = 16;

    public const int BytesIPv6 = 28;

    /// <summary>Reads either family; both put the port and addresses in network order, and only the family is told by the length.</summary>
    public static bool TryRead(ReadOnlySpan<byte> address, bool isIPv6, out Endpoint endpoint)
    {
        endpoint = default;
        if (address.Length < (isIPv6 ? BytesIPv6 : BytesIPv4)) return false;
        ushort port = BinaryPrimitives.ReadUInt16BigEndian(address[2..]);
        if (!isIPv6)
        {
            endpoint = Endpoint.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(address[4..]), port);
            return true;
        }

        ulong high = BinaryPrimitives.ReadUInt64BigEndian(address[8..]);
        ulong low = BinaryPrimitives.ReadUInt64BigEndian(address[16..]);
        endpoint = Endpoint.FromIPv6(high, low, BinaryPrimitives.ReadUInt32LittleEndian(address[24..]), port);
        return true;
    }

    /// <summary>Writes everything behind the family; 0 when the endpoint cannot be written for this family.</summary>
    public static int WriteAfterFamily(Span<byte> address, bool isIPv6, in Endpoint endpoint)
    {
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], endpoint.Port);
        if (!isIPv6)
        {
            if (!endpoint.IsIPv4) return 0;
            BinaryPrimitives.WriteUInt32BigEndian(address[4..], (uint)endpoint.AddressLow);
            BinaryPrimitives.WriteUInt64LittleEndian(address[8..], 0);
            return BytesIPv4;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(address[4..], 0);
        BinaryPrimitives.WriteUInt64BigEndian(address[8..], endpoint.AddressHigh);
        BinaryPrimitives.WriteUInt64BigEndian(address[16..], endpoint.AddressLow);
        BinaryPrimitives.WriteUInt32LittleEndian(address[24..], endpoint.Scope);
        return BytesIPv6;
    }
}
