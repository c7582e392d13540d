using System;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>
/// The static baseline: Fiedler's published scheme (Snapshot Compression, 2015), generalised to any fields. Values within their bounds, rotations as smallest three; per entity one
/// changed bit, or relative ids where those are fewer bits; per changed entity one bit per thing that may change; a position as offsets of 5 bits where all fit, else of 9 bits
/// or whole, axis by axis; a rotation the same way as long as the same component is largest.
/// </summary>
internal sealed class PackedFrames(TraceShape shape) : IFrameEncoder, IFrameDecoder
{
    private const int SmallBits = 5;
    private const int LargeBits = 9;

    /// <summary>Distances to the next changed entity, by class: a unary class, then the distance within it.</summary>
    private static readonly (int First, int Bits)[] s_distances = [(1, 0), (2, 2), (6, 3), (14, 4), (30, 6), (94, 8), (350, 16)];

    private readonly double[] _bits = new double[4];
    private readonly bool[] _changed = new bool[shape.EntityCount];

    public ReadOnlySpan<double> BitsByPart => _bits;

    public ReadOnlyMemory<byte> Codebook => default;

    public int Encode(FrameStore frames, int frame, byte[] packet)
    {
        BitWriter writer = new(packet);
        WriteIds(ref writer, frames, frame);
        _bits[(int)CoderPart.Ids] += writer.BitCount;
        for (int entity = 0; entity < shape.EntityCount; entity++)
        {
            if (_changed[entity]) WriteRow(ref writer, frames.Row(frame - frames.BaselineAge, entity), frames.Row(frame, entity));
        }

        int length = writer.Finish();
        Check.That(!writer.Overflowed);
        return length;
    }

    public void Receive(ReadOnlySpan<byte> codebook) => throw new NotSupportedException("this coder has no codebooks");

    public bool TryDecode(FrameStore frames, int frame, ReadOnlySpan<byte> packet)
    {
        BitReader reader = new(packet);
        frames.Frame(frame - frames.BaselineAge).CopyTo(frames.Frame(frame));
        if (!TryReadIds(ref reader)) return false;
        for (int entity = 0; entity < shape.EntityCount; entity++)
        {
            if (_changed[entity] && !TryReadRow(ref reader, frames.Row(frame, entity))) return false;
        }

        return true;
    }

    private void WriteIds(ref BitWriter writer, FrameStore frames, int frame)
    {
        int relativeBits = 0;
        int previous = -1;
        for (int entity = 0; entity < shape.EntityCount; entity++)
        {
            _changed[entity] = frames.HasChanged(frame, entity);
            if (!_changed[entity]) continue;
            relativeBits += ClassOf(entity - previous) + 1 + s_distances[ClassOf(entity - previous)].Bits;
            previous = entity;
        }

        // The end is a distance beyond the last entity.
        relativeBits += ClassOf(shape.EntityCount - previous) + 1 + s_distances[ClassOf(shape.EntityCount - previous)].Bits;
        bool relative = relativeBits < shape.EntityCount;
        writer.WriteBit(relative);
        previous = -1;
        for (int entity = 0; entity <= shape.EntityCount; entity++)
        {
            bool changed = entity == shape.EntityCount || _changed[entity];
            if (!relative && entity < shape.EntityCount) writer.WriteBit(changed);
            if (!relative || !changed) continue;
            int @class = ClassOf(entity - previous);
            writer.Write((1UL << @class) - 1, @class + 1);
            writer.Write((uint)(entity - previous - s_distances[@class].First), s_distances[@class].Bits);
            previous = entity;
        }
    }

    private bool TryReadIds(ref BitReader reader)
    {
        if (!reader.TryReadBit(out bool relative)) return false;
        Array.Clear(_changed);
        for (int entity = 0; entity < shape.EntityCount && !relative; entity++)
        {
            if (!reader.TryReadBit(out _changed[entity])) return false;
        }

        for (int entity = -1; relative;)
        {
            int @class = 0;
            bool more;
            while (reader.TryReadBit(out more) && more && @class < s_distances.Length - 1) @class++;
            if (more || !reader.TryRead(s_distances[@class].Bits, out uint rest)) return false;
            entity += s_distances[@class].First + (int)rest;
            if (entity >= shape.EntityCount) return entity == shape.EntityCount;
            _changed[entity] = true;
        }

        return true;
    }

    private static int ClassOf(int distance)
    {
        int @class = s_distances.Length - 1;
        while (s_distances[@class].First > distance) @class--;
        return @class;
    }

    private void WriteRow(ref BitWriter writer, ReadOnlySpan<int> baseline, ReadOnlySpan<int> row)
    {
        foreach (ref readonly UnitPlan unit in shape.Plan.Units)
        {
            ReadOnlySpan<FieldPlan> fields = shape.Plan.Fields.Slice(unit.FirstField, unit.FieldCount);
            ReadOnlySpan<int> from = baseline.Slice(unit.FirstField, unit.FieldCount);
            ReadOnlySpan<int> to = row.Slice(unit.FirstField, unit.FieldCount);
            bool changed = !from.SequenceEqual(to);
            writer.WriteBit(changed);
            _bits[(int)CoderPart.Flags]++;
            if (!changed || unit.Kind == UnitKind.Bool) continue;
            int before = writer.BitCount;
            WriteUnit(ref writer, unit.Kind, fields, from, to);
            _bits[(int)CoderPart.Values] += writer.BitCount - before;
        }
    }

    private static void WriteUnit(ref BitWriter writer, UnitKind kind, ReadOnlySpan<FieldPlan> fields, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        if (kind == UnitKind.Symbol)
        {
            writer.Write((uint)to[0], fields[0].Bits);
            return;
        }

        if (kind == UnitKind.Rotation)
        {
            writer.WriteBit(from[0] == to[0]);
            if (from[0] != to[0])
            {
                for (int i = 0; i < 4; i++) writer.Write((uint)to[i], fields[i].Bits);
                return;
            }

            fields = fields[1..];
            from = from[1..];
            to = to[1..];
        }

        bool small = true;
        for (int i = 0; i < fields.Length; i++) small &= Fits(fields[i].Difference(to[i], from[i]), SmallBits);
        writer.WriteBit(small);
        for (int i = 0; i < fields.Length; i++)
        {
            int difference = fields[i].Difference(to[i], from[i]);
            bool large = !small && Fits(difference, LargeBits);
            if (!small) writer.WriteBit(large);
            if (small) writer.Write((uint)(difference + (1 << (SmallBits - 1))), SmallBits);
            else if (large) writer.Write((uint)(difference + (1 << (LargeBits - 1))), LargeBits);
            else writer.Write((uint)to[i], fields[i].Bits);
        }
    }

    private bool TryReadRow(ref BitReader reader, Span<int> row)
    {
        foreach (ref readonly UnitPlan unit in shape.Plan.Units)
        {
            if (!reader.TryReadBit(out bool changed)) return false;
            Span<int> values = row.Slice(unit.FirstField, unit.FieldCount);
            if (changed && unit.Kind == UnitKind.Bool) values[0] = 1 - values[0];
            else if (changed && !TryReadUnit(ref reader, unit.Kind, shape.Plan.Fields.Slice(unit.FirstField, unit.FieldCount), values)) return false;
        }

        return true;
    }

    private static bool TryReadUnit(ref BitReader reader, UnitKind kind, ReadOnlySpan<FieldPlan> fields, Span<int> values)
    {
        if (kind == UnitKind.Symbol) return TryReadWhole(ref reader, fields, values);
        if (kind == UnitKind.Rotation)
        {
            if (!reader.TryReadBit(out bool same)) return false;
            if (!same) return TryReadWhole(ref reader, fields, values);
            fields = fields[1..];
            values = values[1..];
        }

        if (!reader.TryReadBit(out bool small)) return false;
        for (int i = 0; i < fields.Length; i++)
        {
            bool large = false;
            if (!small && !reader.TryReadBit(out large)) return false;
            if (!small && !large)
            {
                if (!TryReadWhole(ref reader, fields.Slice(i, 1), values.Slice(i, 1))) return false;
                continue;
            }

            int bits = small ? SmallBits : LargeBits;
            if (!reader.TryRead(bits, out uint offset)) return false;
            values[i] = fields[i].Add(values[i], (int)offset - (1 << (bits - 1)));
        }

        return true;
    }

    private static bool TryReadWhole(ref BitReader reader, ReadOnlySpan<FieldPlan> fields, Span<int> values)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (!reader.TryRead(fields[i].Bits, out uint value) || value >= fields[i].Modulus) return false;
            values[i] = (int)value;
        }

        return true;
    }

    private static bool Fits(int difference, int bits) => difference >= -(1 << (bits - 1)) && difference < 1 << (bits - 1);
}
