using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// What a client sends every tick, unreliably: what it has applied and its last few inputs, newest first, so that one lost datagram costs nothing.
/// <code>
/// kind 8 | any ack 1 [newest 16 | bits 32] | resync 1 | codebook 4 | newest tick 16 | count 4 | any view 1 [age 12 | each older row's difference EG(2)] | first row whole |
/// each older row as a delta to the one after it
/// </code>
/// A view age says what the player saw when the row was sampled: the tick of the row less the tick that was shown of everyone else.
/// </summary>
public static class InputPacket
{
    /// <summary>Units of a tick in which view ages travel.</summary>
    public const int ViewAgeUnits = 16;

    /// <summary>Largest view age, in sixteenths of a tick: four histories.</summary>
    public const int ViewAgeMax = (1 << ViewAgeBits) - 1;

    private const int ViewAgeBits = 12;
    private const int ViewAgeOrder = 2;   // a frame more or less is half a tick or so


    /// <summary>Largest packet: header, and every row at its worst.</summary>
    public const int BytesMax = 512;

    /// <summary>Writes a packet.</summary>
    /// <param name="packet">At least <see cref="BytesMax"/> bytes.</param>
    /// <param name="acks">Snapshot packets applied.</param>
    /// <param name="resync">Ask for everything anew: the client lost a baseline it should have.</param>
    /// <param name="newest">Tick the first row is meant for; each further row is for the tick before.</param>
    /// <param name="input">The game's input.</param>
    /// <param name="viewAges">Of each row, in sixteenths of a tick, 0..<see cref="ViewAgeMax"/>; empty when nothing was shown.</param>
    /// <param name="rows">Rows side by side, newest first; as many as fit are sent.</param>
    /// <param name="codebook">Number of the newest codebook held, 0..15.</param>
    /// <returns>Length in bytes.</returns>
    public static int Write(Span<byte> packet, in AckWindow acks, bool resync, Tick newest, ComponentSchema input, ReadOnlySpan<ushort> viewAges, ReadOnlySpan<int> rows, int codebook = 0)
    {
        int fieldCount = input.Fields.Length;
        int count = Math.Min(rows.Length / fieldCount, Limits.InputsPerPacket);
        while (true)
        {
            BitWriter writer = new(packet[..BytesMax]);
            WriteHeader(ref writer, acks, resync, codebook, newest, count);
            WriteViewAges(ref writer, viewAges.IsEmpty ? viewAges : viewAges[..count]);
            if (count > 0) RowCoder.WriteFull(ref writer, input.Fields, rows[..fieldCount]);
            for (int i = 1; i < count; i++)
            {
                WriteDelta(ref writer, input, rows.Slice((i - 1) * fieldCount, fieldCount), rows.Slice(i * fieldCount, fieldCount));
            }

            int length = writer.Finish();
            if (!writer.Overflowed) return length;
            count--;
        }
    }

    /// <summary>Reads a packet written by a stranger.</summary>
    /// <param name="packet">The message.</param>
    /// <param name="input">The game's input.</param>
    /// <param name="now">The room's tick, to widen the 16-bit stamp.</param>
    /// <param name="content">The header, when true is returned.</param>
    /// <param name="viewAges">Room for 15 ages; 0 where the client said nothing.</param>
    /// <param name="rows">Room for 15 rows; filled newest first.</param>
    public static bool TryRead(ReadOnlySpan<byte> packet, ComponentSchema input, Tick now, out InputPacketContent content, Span<ushort> viewAges, Span<int> rows)
    {
        BitReader reader = new(packet);
        return TryReadHeader(ref reader, now, out content, viewAges) && TryReadRows(ref reader, input, content.Count, rows) && reader.BitsLeft < 8;
    }

    /// <summary>Reads what comes before the rows.</summary>
    /// <param name="reader">At the packet's start.</param>
    /// <param name="now">The room's tick, to widen the 16-bit stamp.</param>
    /// <param name="content">The header, when true is returned.</param>
    /// <param name="viewAges">Room for 15 ages; 0 where the client said nothing.</param>
    public static bool TryReadHeader(ref BitReader reader, Tick now, out InputPacketContent content, Span<ushort> viewAges)
    {
        content = default;
        if (!reader.TryRead(8, out uint kind) || kind != (byte)PacketKind.Input) return false;
        if (!TryReadAcks(ref reader, out AckWindow acks)) return false;
        if (!reader.TryReadBit(out bool resync) || !reader.TryRead(4, out uint codebook) || !reader.TryRead(16, out uint tickLow) || !reader.TryRead(4, out uint count)) return false;
        if (!TryReadViewAges(ref reader, viewAges[..(int)count])) return false;
        content = new InputPacketContent(acks, resync, Tick.FromLow16((ushort)tickLow, now), (int)count, (int)codebook);
        return true;
    }

    /// <summary>Reads the newest <paramref name="count"/> rows. Most rows are copies of ones that came before: whoever has those need not read on.</summary>
    public static bool TryReadRows(ref BitReader reader, ComponentSchema input, int count, Span<int> rows)
    {
        int fieldCount = input.Fields.Length;
        if (count > 0 && !RowCoder.TryReadFull(ref reader, input.Fields, rows[..fieldCount])) return false;
        for (int i = 1; i < count; i++)
        {
            Span<int> newer = rows.Slice((i - 1) * fieldCount, fieldCount);
            if (!TryReadDelta(ref reader, input, newer, rows.Slice(i * fieldCount, fieldCount))) return false;
        }

        return true;
    }

    // The bits are the same either way: generated codecs write them with constants, others by the table.
    private static void WriteDelta(ref BitWriter writer, ComponentSchema input, ReadOnlySpan<int> baseline, ReadOnlySpan<int> row)
    {
        if (input.Delta is { } delta) delta.WriteDelta(ref writer, baseline, row);
        else RowCoder.WriteDelta(ref writer, input.Fields, baseline, row);
    }

    private static bool TryReadDelta(ref BitReader reader, ComponentSchema input, ReadOnlySpan<int> baseline, Span<int> row)
    {
        return input.Delta is { } delta ? delta.TryReadDelta(ref reader, baseline, row) : RowCoder.TryReadDelta(ref reader, input.Fields, baseline, row);
    }

    private static void WriteHeader(ref BitWriter writer, in AckWindow acks, bool resync, int codebook, Tick newest, int count)
    {
        writer.Write((byte)PacketKind.Input, 8);
        writer.WriteBit(acks.Any);
        if (acks.Any)
        {
            writer.Write(acks.Newest, 16);
            writer.Write(acks.Bits, 32);
        }

        writer.WriteBit(resync);
        writer.Write((uint)codebook, 4);
        writer.Write((ushort)newest.Value, 16);
        writer.Write((uint)count, 4);
    }

    private static void WriteViewAges(ref BitWriter writer, scoped ReadOnlySpan<ushort> ages)
    {
        writer.WriteBit(!ages.IsEmpty);
        for (int i = 0; i < ages.Length; i++)
        {
            if (i == 0) writer.Write(ages[0], ViewAgeBits);
            else writer.WriteExpGolomb(BitMath.ZigZag(ages[i] - ages[i - 1]), ViewAgeOrder);
        }
    }

    private static bool TryReadViewAges(ref BitReader reader, Span<ushort> ages)
    {
        ages.Clear();
        if (!reader.TryReadBit(out bool any)) return false;
        if (!any) return true;
        for (int i = 0; i < ages.Length; i++)
        {
            uint coded;
            if (!(i == 0 ? reader.TryRead(ViewAgeBits, out coded) : reader.TryReadExpGolomb(ViewAgeOrder, out coded))) return false;
            long age = i == 0 ? coded : (long)ages[i - 1] + BitMath.UnZigZag(coded);
            if (age is < 0 or > ViewAgeMax) return false;
            ages[i] = (ushort)age;
        }

        return true;
    }

    private static bool TryReadAcks(ref BitReader reader, out AckWindow acks)
    {
        acks = default;
        if (!reader.TryReadBit(out bool any)) return false;
        if (!any) return true;
        if (!reader.TryRead(16, out uint newest) || !reader.TryRead(32, out uint bits)) return false;
        acks = AckWindow.FromWire((ushort)newest, bits);
        return true;
    }
}
