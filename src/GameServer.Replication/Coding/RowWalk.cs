using System;
using System.Runtime.CompilerServices;

namespace GameServer.Replication;

/// <summary>
/// Walks over the difference between a row and a baseline that the other end holds, and says it symbol by symbol to either end of an entropy coder. An older state that the
/// other end holds as well, if there is one, tells how things moved before: what they will likely do now, and how surprising anything else is.
/// </summary>
internal static class RowWalk
{
    /// <summary>Motions are scaled by 256ths.</summary>
    public const int SameSpan = 256;

    /// <summary>Codes a row.</summary>
    /// <param name="symbols">One end of a coder.</param>
    /// <param name="plan">Of the row.</param>
    /// <param name="baseline">State the other end holds; as long as the viewer may see.</param>
    /// <param name="older">State before it, or empty.</param>
    /// <param name="span">Ticks from <paramref name="baseline"/> to now in 256ths of those from <paramref name="older"/> to <paramref name="baseline"/>.</param>
    /// <param name="gains">Per residual site, how much of a motion to expect again, in quarters.</param>
    /// <param name="row">The new state: read by writers, written by readers.</param>
    public static void Delta<TSymbols>(
        ref TSymbols symbols, RowPlan plan, ReadOnlySpan<int> baseline, ReadOnlySpan<int> older, int span, ReadOnlySpan<byte> gains, Span<int> row)
        where TSymbols : struct, IRowSymbols
    {
        if (!symbols.Writes) baseline.CopyTo(row);
        ReadOnlySpan<BlockPlan> blocks = plan.Blocks;
        int previous = 0;
        int changed = 1;
        for (int i = 0; i < blocks.Length && blocks[i].FirstField < row.Length; i++)
        {
            int place = i % RowPlan.BlocksPerSummary;
            if (place == 0 && blocks.Length > 1) changed = Summary(ref symbols, plan, i, baseline, older, row);
            if (((changed >> (blocks.Length > 1 ? place : 0)) & 1) != 0) Block(ref symbols, plan, i, baseline, older, span, gains, row, ref previous);
        }
    }

    private static int Summary<TSymbols>(ref TSymbols symbols, RowPlan plan, int firstBlock, ReadOnlySpan<int> baseline, ReadOnlySpan<int> older, ReadOnlySpan<int> row)
        where TSymbols : struct, IRowSymbols
    {
        int value = 0;
        int context = 0;
        int end = Math.Min(firstBlock + RowPlan.BlocksPerSummary, plan.Blocks.Length);
        for (int i = firstBlock; i < end && plan.Blocks[i].FirstField < row.Length; i++)
        {
            ref readonly BlockPlan block = ref plan.Blocks[i];
            if (symbols.Writes && MaskOf(plan, block, baseline, row) != 0) value |= 1 << (i - firstBlock);
            if (!older.IsEmpty && MaskOf(plan, block, older, baseline) != 0) context |= 1 << (i - firstBlock);
        }

        return symbols.Summary(firstBlock / RowPlan.BlocksPerSummary, context, value);
    }

    private static void Block<TSymbols>(
        ref TSymbols symbols, RowPlan plan, int index, ReadOnlySpan<int> baseline, ReadOnlySpan<int> older, int span, ReadOnlySpan<byte> gains, Span<int> row, ref int previous)
        where TSymbols : struct, IRowSymbols
    {
        ref readonly BlockPlan block = ref plan.Blocks[index];
        int mask = symbols.Writes ? MaskOf(plan, block, baseline, row) : 0;
        mask = symbols.Mask(index, MaskContext(plan, block, baseline, older), mask);
        for (int i = block.FirstUnit; mask > 0; i++)
        {
            ref readonly UnitPlan unit = ref plan.Units[i];
            int digit = unit.Arity == 3 ? mask % 3 : mask & 1;
            mask = unit.Arity == 3 ? mask / 3 : mask >> 1;
            if (digit != 0) Unit(ref symbols, plan, unit, digit, baseline, older, span, gains, row, ref previous);
        }
    }

    private static void Unit<TSymbols>(
        ref TSymbols symbols, RowPlan plan, in UnitPlan unit, int digit, ReadOnlySpan<int> baseline, ReadOnlySpan<int> older, int span, ReadOnlySpan<byte> gains, Span<int> row,
        ref int previous)
        where TSymbols : struct, IRowSymbols
    {
        int first = unit.FirstField;
        ref readonly FieldPlan field = ref plan.Fields[first];
        switch (unit.Kind)
        {
            case UnitKind.Numbers:
                Numbers(ref symbols, plan.Fields.Slice(first, unit.FieldCount), baseline[first..], older.IsEmpty ? older : older[first..], span, gains, row[first..], ref previous);
                break;
            case UnitKind.Rotation:
                Rotation(ref symbols, plan.Fields.Slice(first, 4), digit, baseline.Slice(first, 4), older.IsEmpty ? older : older.Slice(first, 4), span, gains, row.Slice(first, 4), ref previous);
                break;
            case UnitKind.Symbol:
                row[first] = symbols.Symbol(field.Site, (int)field.Modulus, baseline[first], row[first]);
                break;
            default:
                row[first] = 1 - baseline[first];
                break;
        }
    }

    private static void Rotation<TSymbols>(
        ref TSymbols symbols, ReadOnlySpan<FieldPlan> fields, int digit, ReadOnlySpan<int> baseline, ReadOnlySpan<int> older, int span, ReadOnlySpan<byte> gains, Span<int> row,
        ref int previous)
        where TSymbols : struct, IRowSymbols
    {
        Span<int> from = stackalloc int[3];
        Span<int> before = stackalloc int[3];
        int max = (int)fields[1].Modulus - 1;
        int largest = baseline[0];
        if (digit == 2)
        {
            // Which of the three others: counted on from the old one.
            largest = (largest + 1 + symbols.Symbol(fields[0].Site, 3, 0, (row[0] - largest - 1) & 3)) & 3;
            row[0] = largest;
            RotationParts.Rewrite(baseline, largest, max, from);
        }
        else
        {
            baseline[1..].CopyTo(from);
        }

        if (!older.IsEmpty && older[0] == largest) older[1..].CopyTo(before);
        else if (!older.IsEmpty) RotationParts.Rewrite(older, largest, max, before);
        Numbers(ref symbols, fields[1..], from, older.IsEmpty ? older : before, span, gains, row[1..], ref previous);
    }

    private static void Numbers<TSymbols>(
        ref TSymbols symbols, ReadOnlySpan<FieldPlan> fields, ReadOnlySpan<int> baseline, ReadOnlySpan<int> older, int span, ReadOnlySpan<byte> gains, Span<int> row, ref int previous)
        where TSymbols : struct, IRowSymbols
    {
        Span<int> motions = stackalloc int[3];
        ResidualContext context = new() { HasMotion = !older.IsEmpty, Previous = previous };
        if (!older.IsEmpty)
        {
            for (int i = 0; i < fields.Length; i++)
            {
                int motion = fields[i].Difference(baseline[i], older[i]);
                motion = span == SameSpan ? motion : (int)(((long)motion * span) >> 8);
                motions[i] = motion;
                context.Unit = Math.Max(context.Unit, motion < 0 ? -motion : motion);
            }
        }
        else
        {
            motions.Clear();
        }

        int largest = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            ref readonly FieldPlan field = ref fields[i];
            int motion = motions[i];
            bool mirror = motion < 0;
            int size = mirror ? -motion : motion;
            int repeated = size == 0 ? 0 : (int)(((long)size * gains[field.Site]) >> 2);
            int expected = field.Add(baseline[i], mirror ? -repeated : repeated);
            context.Site = field.Site;
            context.Bits = field.Bits;
            context.Index = i;
            context.Own = size;
            context.Expected = repeated;
            int residual = symbols.Writes ? field.Difference(row[i], expected) : 0;
            residual = symbols.Residual(context, mirror ? -residual : residual);
            row[i] = field.Add(expected, mirror ? -residual : residual);
            largest = Math.Max(largest, residual < 0 ? -residual : residual);
            context.Previous = largest;
        }

        previous = largest;
    }

    private static int MaskOf(RowPlan plan, in BlockPlan block, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        int mask = 0;
        int weight = 1;
        for (int i = block.FirstUnit; i < block.FirstUnit + block.UnitCount; i++)
        {
            ref readonly UnitPlan unit = ref plan.Units[i];
            mask += weight * DigitOf(unit, from, to);
            weight *= unit.Arity;
        }

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DigitOf(in UnitPlan unit, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        int first = unit.FirstField;
        if (unit.Kind == UnitKind.Rotation && from[first] != to[first]) return 2;
        int difference = 0;
        for (int i = first; i < first + unit.FieldCount; i++) difference |= from[i] ^ to[i];
        return difference != 0 ? 1 : 0;
    }

    /// <summary>One bit per unit: whether it changed before, of a flag what it is now; and above them whether there is an older state at all.</summary>
    private static int MaskContext(RowPlan plan, in BlockPlan block, ReadOnlySpan<int> baseline, ReadOnlySpan<int> older)
    {
        int context = older.IsEmpty ? 0 : 1 << block.UnitCount;
        for (int i = 0; i < block.UnitCount; i++)
        {
            ref readonly UnitPlan unit = ref plan.Units[block.FirstUnit + i];
            int bit = unit.Kind == UnitKind.Bool ? baseline[unit.FirstField] : older.IsEmpty || DigitOf(unit, older, baseline) == 0 ? 0 : 1;
            context |= bit << i;
        }

        return context;
    }
}
