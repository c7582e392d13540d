using System;
using System.Runtime.InteropServices;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// Where a packet is decoded before any of it takes effect. Belongs to a thread, not to a client: thousands of bots share one.
/// </summary>
public sealed class SnapshotScratch
{
    internal readonly int[] Rows = new int[Limits.SnapshotEntities * Limits.RowFields];

    /// <summary>The states that the delta being read leans on.</summary>
    internal readonly int[] Baseline = new int[RowCells.RoomFor(Limits.RowFields)];
    internal readonly int[] Older = new int[RowCells.RoomFor(Limits.RowFields)];
    internal readonly StagedEntity[] Entities = new StagedEntity[Limits.SnapshotEntities];

    /// <summary>The packet as words, with two of zeros behind it: how codes are read.</summary>
    internal readonly ulong[] Words = new ulong[(PacketBytesMax / 8) + 3];

    /// <summary>A dense packet, and its entities in slot order.</summary>
    internal readonly byte[] Bytes = new byte[PacketBytesMax];
    internal readonly int[] DenseWords = new int[Limits.SnapshotEntities];
    internal readonly int[] DenseOrder = new int[Limits.SnapshotEntities];

    internal readonly CodebookShelf Books = new();

    /// <summary>No datagram the transport takes is longer.</summary>
    private const int PacketBytesMax = 1472;

    internal bool TryLoad(ReadOnlySpan<byte> packet)
    {
        if (packet.Length > PacketBytesMax) return false;
        Span<byte> bytes = MemoryMarshal.AsBytes(Words.AsSpan());
        packet.CopyTo(bytes);
        bytes.Slice(packet.Length, (2 * sizeof(ulong)) + 7 - ((packet.Length + 7) & 7)).Clear();
        return true;
    }

    internal struct StagedEntity
    {
        public ReplicatedEntity Entity;
        public EntityOperation Operation;
        public DeltaForm Form;
        public int Age;               // of a delta's baseline, as named
        public int Index;             // of a delta's entity in the view, when it was decoded
        public Tick Baseline;         // of the state a delta was coded against, which may be older than what the packet named
        public int FirstField;
        public int FieldCount;
    }
}
