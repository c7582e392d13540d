using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// The front of a snapshot packet, 75 bits without a hash, least significant bit first:
/// <code>
/// kind 8 | sequence 16 | tick 16 | input fresh 1 | input lead 10 (sixteenths of a tick, +512; 0: none) | baseline age 6 (0: none) | hash scope 2 [hash 32] | gap order 4 | codebook 4 | entity count 8
/// </code>
/// Each packet stands alone: it names the tick it shows and the tick its deltas are coded against, so losing one delays only its own entities.
/// </summary>
internal struct SnapshotHeader
{
    public const int BitsMax = 75 + 32;

    public ushort Sequence;
    public ushort TickLow;
    public bool InputFresh;
    public int InputLeadSixteenths;
    public int BaselineAge;
    public HashScope HashScope;
    public uint Hash;
    public int GapOrder;
    public int Codebook;
    public int EntityCount;

    public readonly void Write(ref BitWriter writer)
    {
        writer.Write((byte)PacketKind.Snapshot, 8);
        writer.Write(Sequence, 16);
        writer.Write(TickLow, 16);
        writer.WriteBit(InputFresh);
        writer.Write((uint)(InputLeadSixteenths + 512), 10);
        writer.Write((uint)BaselineAge, 6);
        writer.Write((uint)HashScope, 2);
        if (HashScope != HashScope.None) writer.Write(Hash, 32);
        writer.Write((uint)GapOrder, 4);
        writer.Write((uint)Codebook, 4);
        writer.Write((uint)EntityCount, 8);
    }

    public static bool TryRead(ref BitReader reader, out SnapshotHeader header)
    {
        header = default;
        if (!reader.TryRead(8, out uint kind) || kind != (byte)PacketKind.Snapshot) return false;
        if (!reader.TryRead(16, out uint sequence) || !reader.TryRead(16, out uint tick)) return false;
        if (!reader.TryReadBit(out header.InputFresh) || !reader.TryRead(10, out uint lead)) return false;
        if (!reader.TryRead(6, out uint age) || !reader.TryRead(2, out uint scope) || scope > (uint)HashScope.View) return false;
        if (scope != 0 && !reader.TryRead(32, out header.Hash)) return false;
        if (!reader.TryRead(4, out uint gapOrder) || !reader.TryRead(4, out uint codebook) || !reader.TryRead(8, out uint count)) return false;
        header.Sequence = (ushort)sequence;
        header.TickLow = (ushort)tick;
        header.InputLeadSixteenths = (int)lead - 512;
        header.BaselineAge = (int)age;
        header.HashScope = (HashScope)scope;
        header.GapOrder = (int)gapOrder;
        header.Codebook = (int)codebook;
        header.EntityCount = (int)count;
        return true;
    }
}
