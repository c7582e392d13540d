using System;
using System.Buffers.Binary;

namespace GameServer.Bench.Floor;

/// <summary>The first 8 bytes of every datagram, either way; the rest is padding. Down: phase. Up: phase and the client's index, from which the server learns its address.</summary>
internal static class FloorDatagram
{
    public const int BytesMin = 8;
    public const int BytesMax = 1400; // stays one IP packet on any path

    public static void Write(Span<byte> datagram, FloorPhase phase, int clientIndex)
    {
        datagram[0] = (byte)phase;
        BinaryPrimitives.WriteInt32LittleEndian(datagram[4..], clientIndex);
    }

    public static FloorPhase ReadPhase(ReadOnlySpan<byte> datagram) => (FloorPhase)datagram[0];

    public static int ReadClientIndex(ReadOnlySpan<byte> datagram) => BinaryPrimitives.ReadInt32LittleEndian(datagram[4..]);
}
