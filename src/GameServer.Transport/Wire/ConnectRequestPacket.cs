using System;
using System.Buffers.Binary;

namespace GameServer.Transport.Wire;

/// <summary>
/// <code>
/// 0 header · 1 protocol i32 · 5 connection time i64 · 13 peer id i32 · 17 address bytes A u8 · 18 address · 18 + A connect data
/// </code>
/// The address is the target as the sender's system writes it: opaque to a server, a tie-break between two peers that connect to each other.
/// </summary>
internal readonly ref struct ConnectRequestPacket
{
    public const int BytesMin = 18;

    /// <summary>The smallest that passes every test: an IPv4 address and no data.</summary>
    public const int BytesWithIPv4 = BytesMin + AddressBytesIPv4;

    public const int AddressBytesIPv4 = 16;

    public const int AddressBytesIPv6 = 28;

    public readonly WireLine Line;
    public readonly int Number;
    public readonly long ConnectTime;
    public readonly int PeerId;
    public readonly ReadOnlySpan<byte> Address;
    public readonly ReadOnlySpan<byte> Data;

    private ConnectRequestPacket(WireLine line, ReadOnlySpan<byte> packet, int addressBytes)
    {
        Line = line;
        Number = WireLine.NumberOf(packet[0]);
        ConnectTime = BinaryPrimitives.ReadInt64LittleEndian(packet[5..]);
        PeerId = BinaryPrimitives.ReadInt32LittleEndian(packet[13..]);
        Address = packet.Slice(BytesMin, addressBytes);
        Data = packet[(BytesMin + addressBytes)..];
    }

    /// <summary>A whole, well-formed request of whichever line its first byte names.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out ConnectRequestPacket request)
    {
        request = default;
        if (packet.Length < BytesWithIPv4 || !TryReadLine(packet, out WireLine line)) return false;
        if (ProtocolOf(packet) != WireLine.ProtocolId) return false;
        int addressBytes = packet[17];
        if (addressBytes is not (AddressBytesIPv4 or AddressBytesIPv6) || packet.Length < BytesMin + addressBytes) return false;
        request = new ConnectRequestPacket(line, packet, addressBytes);
        return true;
    }

    /// <summary>A request of a version we do not speak: small protocol ids only, so that a stray pong of the other line is not mistaken for one.</summary>
    public static bool IsOtherProtocol(ReadOnlySpan<byte> packet, out WireLine line) =>
        TryReadLine(packet, out line) && packet.Length >= BytesMin && ProtocolOf(packet) is > 0 and < 64 and not WireLine.ProtocolId;

    public static int Write(Span<byte> packet, WireLine line, int number, long connectTime, int peerId, in Endpoint target, ReadOnlySpan<byte> data)
    {
        packet[0] = line.Header(PacketKind.ConnectRequest, number);
        BinaryPrimitives.WriteInt32LittleEndian(packet[1..], WireLine.ProtocolId);
        BinaryPrimitives.WriteInt64LittleEndian(packet[5..], connectTime);
        BinaryPrimitives.WriteInt32LittleEndian(packet[13..], peerId);
        int addressBytes = WriteAddress(packet[BytesMin..], target);
        packet[17] = (byte)addressBytes;
        data.CopyTo(packet[(BytesMin + addressBytes)..]);
        return BytesMin + addressBytes + data.Length;
    }

    /// <summary>A Linux socket address: family in host order, port in network order.</summary>
    public static int WriteAddress(Span<byte> bytes, in Endpoint endpoint)
    {
        const ushort familyIPv4 = 2;
        const ushort familyIPv6 = 10;
        int length = endpoint.IsIPv4 ? AddressBytesIPv4 : AddressBytesIPv6;
        bytes[..length].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, endpoint.IsIPv4 ? familyIPv4 : familyIPv6);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], endpoint.Port);
        if (endpoint.IsIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], (uint)endpoint.AddressLow);
            return length;
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], endpoint.AddressHigh);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], endpoint.AddressLow);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], endpoint.Scope);
        return length;
    }

    private static int ProtocolOf(ReadOnlySpan<byte> packet) => BinaryPrimitives.ReadInt32LittleEndian(packet[1..]);

    private static bool TryReadLine(ReadOnlySpan<byte> packet, out WireLine line)
    {
        line = WireLine.V2;
        if (WireLine.V2.TryReadKind(packet, out PacketKind kind) && kind == PacketKind.ConnectRequest) return true;
        line = WireLine.V1;
        return WireLine.V1.TryReadKind(packet, out kind) && kind == PacketKind.ConnectRequest;
    }
}
