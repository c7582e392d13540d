using System;
using System.Buffers.Binary;

namespace GameServer.Transport.Wire;

/// <summary>
/// <code>
/// ping: 0 header · 1 ping sequence u16
/// pong: 0 header · 1 echoed sequence u16 · 3 UTC ticks i64
/// </code>
/// </summary>
internal static class PingPacket
{
    public const int Bytes = 3;

    public const int PongBytes = 11;

    public static ushort SequenceOf(ReadOnlySpan<byte> packet) => BinaryPrimitives.ReadUInt16LittleEndian(packet[1..]);

    public static long UtcTicksOf(ReadOnlySpan<byte> pong) => BinaryPrimitives.ReadInt64LittleEndian(pong[3..]);

    public static void Write(Span<byte> packet, byte header, ushort sequence)
    {
        packet[0] = header;
        BinaryPrimitives.WriteUInt16LittleEndian(packet[1..], sequence);
    }

    public static void WritePong(Span<byte> packet, byte header, ushort sequence, long utcTicks)
    {
        Write(packet, header, sequence);
        BinaryPrimitives.WriteInt64LittleEndian(packet[3..], utcTicks);
    }
}
