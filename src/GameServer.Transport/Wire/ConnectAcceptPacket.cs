using System;
using System.Buffers.Binary;

namespace GameServer.Transport.Wire;

/// <summary>
/// <code>
/// 0 header · 1 connection time i64 · 9 connection number u8 · 10 flag u8 · 11 peer id i32       exactly 15 bytes
/// </code>
/// The number at offset 9 binds both sides from now on; the header byte itself carries 0. PeerNotFound in its identity form ("I am this connection, my address changed")
/// has the same layout with flag 1 and the receiver's own peer id.
/// </summary>
internal readonly struct ConnectAcceptPacket
{
    public const int Bytes = 15;

    public readonly long ConnectTime;
    public readonly int Number;
    public readonly bool NetworkChanged;
    public readonly int PeerId;

    private ConnectAcceptPacket(long connectTime, int number, bool networkChanged, int peerId)
    {
        ConnectTime = connectTime;
        Number = number;
        NetworkChanged = networkChanged;
        PeerId = peerId;
    }

    public static bool TryRead(ReadOnlySpan<byte> packet, out ConnectAcceptPacket accept)
    {
        accept = default;
        if (packet.Length != Bytes) return false;
        int peerId = BinaryPrimitives.ReadInt32LittleEndian(packet[11..]);
        if (packet[9] >= WireLine.NumberCount || packet[10] > 1 || peerId < 0) return false;
        accept = new ConnectAcceptPacket(BinaryPrimitives.ReadInt64LittleEndian(packet[1..]), packet[9], packet[10] == 1, peerId);
        return true;
    }

    public static void Write(Span<byte> packet, byte header, long connectTime, int number, bool networkChanged, int peerId)
    {
        packet[0] = header;
        BinaryPrimitives.WriteInt64LittleEndian(packet[1..], connectTime);
        packet[9] = (byte)number;
        packet[10] = networkChanged ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(packet[11..], peerId);
    }
}
