using System;
using System.Buffers.Binary;

namespace GameServer.Transport.Wire;

/// <summary>
/// <code>
/// 0 header · 1 window start u16 · 3 channel id · 4 64 bits · 12 zero       13 bytes, windowed channels
/// 0 header · 1 newest sequence u16 · 3 channel id                           4 bytes, sequenced channels
/// </code>
/// The bits are a ring: the bit of sequence s is s mod 64, whatever the start. The ninth bitmap byte is always 0, and a packet without it is thrown away.
/// </summary>
internal static class AckPacket
{
    public const int WindowedBytes = 13;

    public const int SequencedBytes = ChanneledHeader.Bytes;

    public static void WriteWindowed(Span<byte> packet, byte header, int windowStart, byte channelId, ulong bits)
    {
        ChanneledHeader.Write(packet, header, windowStart, channelId);
        BinaryPrimitives.WriteUInt64LittleEndian(packet[4..], bits);
        packet[12] = 0;
    }

    public static ulong BitsOf(ReadOnlySpan<byte> packet) => BinaryPrimitives.ReadUInt64LittleEndian(packet[4..]);
}
