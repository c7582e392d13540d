using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>The bytes of one snapshot packet: a header, then per entity the gap to its slot, an operation, and a body copied from the encoder's words.</summary>
internal sealed class PacketComposer(DeltaCache deltas)
{
    public const int PacketBits = Limits.SnapshotBytes * 8;

    /// <summary>Of a delta that names its tick.</summary>
    public const int OperationBitsMax = 5 + 6 + 2;

    private readonly byte[] _packet = new byte[Limits.SnapshotBytes];

    /// <summary>Order of the gap code that suits how far apart the slots are.</summary>
    public static int GapOrder(ReadOnlySpan<SelectedEntity> entities)
    {
        if (entities.Length == 0) return 0;
        int averageGap = entities[^1].Slot / entities.Length;
        return Math.Min(15, BitMath.BitLength((uint)averageGap >> 1));
    }

    /// <summary>How many of the entities one packet holds.</summary>
    public static int CountThatFits(ReadOnlySpan<SelectedEntity> entities, int gapOrder, int baselineAge)
    {
        int bits = SnapshotHeader.BitsMax;
        int previous = -1;
        int count = 0;
        foreach (ref readonly SelectedEntity entity in entities)
        {
            bits += EnvelopeBits(entity, previous, gapOrder, baselineAge) + entity.Bits;
            if (bits > PacketBits || count == Limits.SnapshotEntities) break;
            previous = entity.Slot;
            count++;
        }

        return count;
    }

    /// <summary>Bits an entity takes besides its body: gap and operation.</summary>
    public static int EnvelopeBits(in SelectedEntity entity, int previousSlot, int gapOrder, int baselineAge)
    {
        int gap = entity.Slot - previousSlot - 1;
        int gapBits = (2 * BitMath.BitLength((uint)((gap >> gapOrder) + 1))) - 1 + gapOrder;
        OperationCode(entity, baselineAge, out int operationBits);
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
            // The envelope of an entity is at most 44 bits, so most entities are one write (micro: Compose).
            uint gap = (uint)(entity.Slot - previous - 1);
            previous = entity.Slot;
            uint quotient = (gap >> order) + 1;
            int length = BitMath.BitLength(quotient) - 1;
            ulong word = ((((ulong)quotient ^ (1UL << length)) << (length + 1)) | (1UL << length)) | ((gap & ((1UL << order) - 1)) << ((2 * length) + 1));
            int bits = (2 * length) + 1 + order;
            word |= (ulong)OperationCode(entity, header.BaselineAge, out int operationBits) << bits;
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
    public static uint OperationCode(in SelectedEntity entity, int baselineAge, out int bits)
    {
        switch (entity.Operation)
        {
            case EntityOperation.Delta:
                bits = entity.Form switch { DeltaForm.Regular => 1, DeltaForm.Moving => 3, _ => 4 };
                return entity.Form switch { DeltaForm.Regular => 0u, DeltaForm.Moving => 0b011, _ => 0b0111 };
            case EntityOperation.DeltaAtAge when entity.Form == DeltaForm.Regular && baselineAge > 0 && entity.Age == baselineAge + 1:
                bits = 2;
                return 0b01;
            case EntityOperation.DeltaAtAge:
                bits = OperationBitsMax;
                return 0b01111u | ((uint)entity.Age << 5) | ((uint)entity.Form << 11);
            case EntityOperation.Full:
                bits = 6;
                return 0b011111;
            default:
                bits = 6;
                return 0b111111;
        }
    }
}
