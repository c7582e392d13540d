using System;
using System.Buffers.Binary;

namespace GameServer.Transport.Wire;

/// <summary>
/// <code>
/// 0 header · 1 n as i32 · 5 zero padding · n − 4 n as i32        n = the whole packet's size
/// </code>
/// </summary>
internal static class MtuPacket
{
    /// <summary>Answered down to the smallest entry any release has; ours never probes below the second.</summary>
    public const int BytesMin = 508;

    // The table since 1.3, as sizes on the wire: a packet layer's extra bytes are taken out of these, never added.
    public static ReadOnlySpan<ushort> Table => [1024, 1164, 1392, 1404, 1424, 1432];

    public static bool IsValid(ReadOnlySpan<byte> packet) =>
        packet.Length is >= BytesMin and <= TransportLimits.DatagramBytes
        && BinaryPrimitives.ReadInt32LittleEndian(packet[1..]) == packet.Length
        && BinaryPrimitives.ReadInt32LittleEndian(packet[^4..]) == packet.Length;

    public static void Write(Span<byte> packet, byte header)
    {
        packet.Clear();
        packet[0] = header;
        BinaryPrimitives.WriteInt32LittleEndian(packet[1..], packet.Length);
        BinaryPrimitives.WriteInt32LittleEndian(packet[^4..], packet.Length);
    }
}
