using System;
using System.Buffers.Binary;

namespace GameServer.Transport.Wire;

/// <summary>
/// <code>
/// 0 header · 1 sequence u16 · 3 channel id · [4 fragment id u16 · 6 part index u16 · 8 part count u16] · body
/// </code>
/// Shared by Channeled, ReliableMerged and Ack; the bracketed part is there when the fragment bit is set.
/// </summary>
internal static class ChanneledHeader
{
    public const int Bytes = 4;

    public const int FragmentBytes = 6;

    public const int FragmentedBytes = Bytes + FragmentBytes;

    public static int SequenceOf(ReadOnlySpan<byte> packet) => BinaryPrimitives.ReadUInt16LittleEndian(packet[1..]);

    public static byte ChannelIdOf(ReadOnlySpan<byte> packet) => packet[3];

    public static void Write(Span<byte> packet, byte header, int sequence, byte channelId)
    {
        packet[0] = header;
        BinaryPrimitives.WriteUInt16LittleEndian(packet[1..], (ushort)sequence);
        packet[3] = channelId;
    }

    public static void WriteFragment(Span<byte> packet, ushort fragmentId, int partIndex, int partCount)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(packet[4..], fragmentId);
        BinaryPrimitives.WriteUInt16LittleEndian(packet[6..], (ushort)partIndex);
        BinaryPrimitives.WriteUInt16LittleEndian(packet[8..], (ushort)partCount);
    }

    public static void ReadFragment(ReadOnlySpan<byte> packet, out ushort fragmentId, out int partIndex, out int partCount)
    {
        fragmentId = BinaryPrimitives.ReadUInt16LittleEndian(packet[4..]);
        partIndex = BinaryPrimitives.ReadUInt16LittleEndian(packet[6..]);
        partCount = BinaryPrimitives.ReadUInt16LittleEndian(packet[8..]);
    }
}
