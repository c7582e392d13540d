using System;

namespace GameServer.Transport.Wire;

/// <summary>
/// One of the two released protocol lines, as a value: both call themselves protocol 13 and differ in how packet kinds are numbered. Byte 0 of every packet
/// is the fragment bit (0x80), the connection number (0x60) and the kind (0x1f).
/// </summary>
public readonly record struct WireLine
{
    public const int ProtocolId = 13;

    internal const byte FragmentBit = 0x80;
    internal const byte KindMask = 0x1f;
    internal const int NumberShift = 5;
    internal const int NumberCount = 4;

    // How much lower this line numbers the kinds that come after Channeled; the default value is therefore the 2.x line.
    private readonly byte _shift;

    private WireLine(byte shift) => _shift = shift;

    /// <summary>Releases 1.0.1 to 1.3.5.</summary>
    public static WireLine V1 => new(1);

    /// <summary>Releases 2.0.0 to 2.1.3.</summary>
    public static WireLine V2 => default;

    /// <summary>Only the 2.x line packs several reliable messages under one sequence.</summary>
    public bool HasReliableMerged => _shift == 0;

    // Smallest size of each kind, in the order of PacketKind; what is shorter is dropped unanswered.
    private static ReadOnlySpan<byte> BytesMin => [1, 4, 4, 4, 3, 11, 18, 15, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    internal byte Header(PacketKind kind, int number) => (byte)(ValueOf(kind) | (number << NumberShift));

    /// <summary>
    /// False for kinds the line does not have and for packets below the kind's minimum, which grows by the fragment header when the fragment bit is set.
    /// </summary>
    internal bool TryReadKind(ReadOnlySpan<byte> packet, out PacketKind kind)
    {
        kind = default;
        if (packet.IsEmpty) return false;
        int value = packet[0] & KindMask;
        int canonical = value < (int)PacketKind.ReliableMerged ? value : value + _shift;
        if (canonical >= BytesMin.Length) return false;
        kind = (PacketKind)canonical;
        int bytesMin = BytesMin[canonical] + ((packet[0] & FragmentBit) != 0 ? ChanneledHeader.FragmentBytes : 0);
        return packet.Length >= bytesMin;
    }

    internal static int NumberOf(byte header) => (header >> NumberShift) & (NumberCount - 1);

    internal static bool IsFragment(byte header) => (header & FragmentBit) != 0;

    public override string ToString() => _shift == 0 ? "2.x" : "1.x";

    private int ValueOf(PacketKind kind) => kind < PacketKind.ReliableMerged ? (int)kind : (int)kind - _shift;
}
