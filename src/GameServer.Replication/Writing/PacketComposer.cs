using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>The bytes of one snapshot packet: a header, then per entity the gap to its slot, an operation, and a body copied from the encoder's words.</summary>
internal sealed class PacketComposer(DeltaCache deltas)
{
    public const int PacketBits = Limits.SnapshotBytes * 8;

    private readonly byte[] _packet = new byte[Limits.SnapshotBytes];

    /// <summary>Order of the gap code that suits how far apart the slots are.</summary>
    public static int GapOrder(ReadOnlySpan<SelectedEntity> entities)
    {
        if (entities.Length == 0) return 0;
        int averageGap = entities[^1].Slot / entities.Length;
        return Math.Min(15, BitMath.BitLength((uint)averageGap >> 1));
    }

    /// <summary>How many of the entities one packet holds.</summary>
    public static int CountThatFits(ReadOnlySpan<SelectedEntity> entities, int gapOrder)
    {
        int bits = SnapshotHeader.BitsMax;
        int previous = -1;
        int count = 0;
        foreach (ref readonly SelectedEntity entity in entities)
        {
            bits += EnvelopeBits(entity, previous, gapOrder) + entity.Bits;
            if (bits > PacketBits || count == Limits.SnapshotEntities) break;
            previous = entity.Slot;
            count++;
        }

        return count;
    }

    /// <summary>Bits an entity takes besides its body: gap and operation.</summary>
    public static int EnvelopeBits(in SelectedEntity entity, int previousSlot, int gapOrder)
    {
        int gap = entity.Slot - previousSlot - 1;
        int gapBits = (2 * BitMath.BitLength((uint)((gap >> gapOrder) + 1))) - 1 + gapOrder;
        int operationBits = entity.Operation switch
        {
            EntityOperation.Delta => 1,
            EntityOperation.DeltaAtAge => 2 + 6,
            _ => 3,
        };
        return gapBits + operationBits;
    }

    /// <summary>Writes a packet; it is valid until the next one.</summary>
    public ReadOnlySpan<byte> Compose(in SnapshotHeader header, ReadOnlySpan<SelectedEntity> entities)
    {
        BitWriter writer = new(_packet);
        header.Write(ref writer);
        int previous = -1;
        int order = header.GapOrder;
        foreach (ref readonly SelectedEntity entity in entities)
        {
            // The envelope of an entity is at most 41 bits, so most entities are one write (micro: Compose).
            uint gap = (uint)(entity.Slot - previous - 1);
            previous = entity.Slot;
            uint quotient = (gap >> order) + 1;
            int length = BitMath.BitLength(quotient) - 1;
            ulong word = ((((ulong)quotient ^ (1UL << length)) << (length + 1)) | (1UL << length)) | ((gap & ((1UL << order) - 1)) << ((2 * length) + 1));
            int bits = (2 * length) + 1 + order;
            word |= (ulong)OperationCode(entity.Operation, entity.Age, out int operationBits) << bits;
            bits += operationBits;
            int bodyBits = entity.Bits;
            if (bits + bodyBits <= 64 && bodyBits > 0)
            {
                word |= (deltas.Words(entity.Word)[0] & (ulong.MaxValue >> (64 - bodyBits))) << bits;
                writer.Write(word, bits + bodyBits);
                continue;
            }

            writer.Write(word, bits);
            writer.WriteWords(deltas.Words(entity.Word), bodyBits);
        }

        int bytes = writer.Finish();
        Check.That(!writer.Overflowed);
        return _packet.AsSpan(0, bytes);
    }

    /// <summary>The operation's prefix code and, for a delta that names it, the age of its baseline.</summary>
    public static uint OperationCode(EntityOperation operation, int age, out int bits)
    {
        switch (operation)
        {
            case EntityOperation.Delta:
                bits = 1;
                return 0;
            case EntityOperation.DeltaAtAge:
                bits = 2 + 6;
                return 0b01u | ((uint)age << 2);
            case EntityOperation.Full:
                bits = 3;
                return 0b011;
            default:
                bits = 3;
                return 0b111;
        }
    }
}
