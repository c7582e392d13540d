using System;
using System.Buffers.Binary;

namespace GameServer.Transport.Wire;

/// <summary>
/// <code>
/// 0 header · 1 connection time i64 · 9 data
/// </code>
/// </summary>
internal static class DisconnectPacket
{
    public const int BytesMin = 9;

    /// <summary>Stock peers cannot carry data that would reach their MTU, and below about 900 bytes every path can.</summary>
    public const int DataBytesMax = 900;

    public static long ConnectTimeOf(ReadOnlySpan<byte> packet) => BinaryPrimitives.ReadInt64LittleEndian(packet[1..]);

    public static ReadOnlySpan<byte> DataOf(ReadOnlySpan<byte> packet) => packet[BytesMin..];

    public static int Write(Span<byte> packet, byte header, long connectTime, ReadOnlySpan<byte> data)
    {
        packet[0] = header;
        BinaryPrimitives.WriteInt64LittleEndian(packet[1..], connectTime);
        data.CopyTo(packet[BytesMin..]);
        return BytesMin + data.Length;
    }
}
