using System;
using System.Runtime.CompilerServices;

namespace GameServer.Replication;

/// <summary>
/// Walks over the difference between a row and a baseline that the other end holds, and says it symbol by symbol to either end of an entropy coder. An older state that the
/// other end holds as well, if there is one, tells how things moved before: what they will likely do now, and how surprising anything else is.
/// </summary>
internal static class RowWalk
{
    /// <summary>Codes a row.</summary>
    /// <param name="symbols">One end of a coder.</param>
    /// <param name="plan">Of the row.</param>
    /// <param name="states">What the other end holds.</param>
    /// <param name="row">The new state: read by writers, written by readers. As long as the baseline.</param>
    public static void Delta<TSymbols>(ref TSymbols symbols, RowPlan plan, in RowStates states, Span<int> row)
        where TSymbols : struct, IRowSymbols
    {
        if (!symbols.Writes) states.Baseline.CopyTo(row);
        ReadOnlySpan<BlockPlan> blocks = plan.Blocks;
        int previous = 0;
        int changed = 1;
        for (int i = 0; i < blocks.Length && blocks[i].FirstField < row.Length; i++)
        {
            int place = i % RowPlan.BlocksPerSummary;
            if (place == 0 && blocks.Length > 1) changed = Summary(ref symbols, plan, i, states, row);
            if (((changed >> (blocks.Length > 1 ? place : 0)) & 1) == 0) continue;
            int mask = symbols.Writes ? MaskOf(plan, blocks[i], states.Baseline, row) : 0;
            mask = symbols.Mask(i, MaskContext(plan, blocks[i], states), mask);
            Units(ref symbols, plan, blocks[i], mask, states, row, ref previous);
        }
    }

    /// <summary>Codes a row that <see cref="IsRegular"/>: which fields changed goes without saying.</summary>
    public static void RegularDelta<TSymbols>(ref TSymbols symbols, RowPlan plan, in RowStates states, Span<int> row)
        where TSymbols : struct, IRowSymbols
    {
        if (!symbols.Writes) states.Baseline.CopyTo(row);
        int previous = 0;
        foreach (ref readonly BlockPlan block in plan.Blocks)
        {
            if (block.FirstField >= row.Length) return;
            bool anyMoves = AnySpatialMoves(plan, block, states);
            for (int i = block.FirstUnit; i < block.FirstUnit + block.UnitCount; i++)
            {
                ref readonly UnitPlan unit = ref plan.Units[i];
                if (IsExpected(unit, anyMoves, states)) Unit(ref symbols, plan, unit, 1, states, row, ref previous);
            }
        }
    }

    /// <summary>True when what moved before moves still and nothing else changed, and no rotation has another largest component: what is said most often.</summary>
    public static bool IsRegular(RowPlan plan, in RowStates states, ReadOnlySpan<int> row)
    {
        if (states.Older.IsEmpty) return false;
        foreach (ref readonly BlockPlan block in plan.Blocks)
        {
            if (block.FirstField >= row.Length) return true;
            if (ExpectedMask(plan, block, states) != MaskOf(plan, block, states.Baseline, row)) return false;
        }

        return true;
    }

    private static int Summary<TSymbols>(ref TSymbols symbols, RowPlan plan, int firstBlock, in RowStates states, ReadOnlySpan<int> row)
        where TSymbols : struct, IRowSymbols
    {
        int value = 0;
        int context = 0;
        int end = Math.Min(firstBlock + RowPlan.BlocksPerSummary, plan.Blocks.Length);
        for (int i = firstBlock; i < end && plan.Blocks[i].FirstField < row.Length; i++)
        {
            ref readonly BlockPlan block = ref plan.Blocks[i];
            if (symbols.Writes && MaskOf(plan, block, states.Baseline, row) != 0) value |= 1 << (i - firstBlock);
            if (!states.Older.IsEmpty && MaskOf(plan, block, states.Older, states.Baseline) != 0) context |= 1 << (i - firstBlock);
        }

        return symbols.Summary(firstBlock / RowPlan.BlocksPerSummary, context, value);
    }

    private static void Units<TSymbols>(ref TSymbols symbols, RowPlan plan, in BlockPlan block, int mask, in RowStates states, Span<int> row, ref int previous)
        where TSymbols : struct, IRowSymbols
    {
        for (int i = block.FirstUnit; mask > 0; i++)
        {
            ref readonly UnitPlan unit = ref plan.Units[i];
            int digit = unit.Arity == 3 ? mask % 3 : mask & 1;
            mask = unit.Arity == 3 ? mask / 3 : mask >> 1;
            if (digit != 0) Unit(ref symbols, plan, unit, digit, states, row, ref previous);
        }
    }

    private static void Unit<TSymbols>(ref TSymbols symbols, RowPlan plan, in UnitPlan unit, int digit, in RowStates states, Span<int> row, ref int previous)
        where TSymbols : struct, IRowSymbols
    {
        int first = unit.FirstField;
        ref readonly FieldPlan field = ref plan.Fields[first];
        switch (unit.Kind)
        {
            case UnitKind.Numbers:
                Numbers(ref symbols, plan.Fields.Slice(first, unit.FieldCount), states, states.Baseline[first..], states.Older.IsEmpty ? default : states.Older[first..], row[first..], ref previous);
                break;
            case UnitKind.Rotation:
                Rotation(ref symbols, plan.Fields.Slice(first, 4), digit, states, first, row.Slice(first, 4), ref previous);
                break;
            case UnitKind.Symbol:
                row[first] = symbols.Symbol(field.Site, (int)field.Modulus, states.Baseline[first], row[first]);
                break;
            default:
                row[first] = 1 - states.Baseline[first];
                break;
        }
    }

    private static void Rotation<TSymbols>(ref TSymbols symbols, ReadOnlySpan<FieldPlan> fields, int digit, in RowStates states, int first, Span<int> row, ref int previous)
        where TSymbols : struct, IRowSymbols
    {
        Span<int> baseline = stackalloc int[3];
        Span<int> older = stackalloc int[3];
        int max = (int)fields[1].Modulus - 1;
        int largest = states.Baseline[first];
        if (digit == 2)
        {
            // Which of the three others: counted on from the old one.
            largest = (largest + 1 + symbols.Symbol(fields[0].Site, 3, 0, (row[0] - largest - 1) & 3)) & 3;
            row[0] = largest;
        }

        RotationParts.Rewrite(states.Baseline[first..], largest, max, baseline);
        if (states.Older.IsEmpty) older = default;
        else RotationParts.Rewrite(states.Older[first..], largest, max, older);
        Numbers(ref symbols, fields[1..], states, baseline, older, row[1..], ref previous);
    }

    private static void Numbers<TSymbols>(
        ref TSymbols symbols, ReadOnlySpan<FieldPlan> fields, in RowStates states, ReadOnlySpan<int> baseline, ReadOnlySpan<int> older, Span<int> row, ref int previous)
        where TSymbols : struct, IRowSymbols
    {
        ResidualContext context = new() { HasMotion = !older.IsEmpty, Previous = previous };
        int span = states.Span;
        for (int i = 0; i < fields.Length && context.HasMotion; i++)
        {
            context.Unit = Larger(context.Unit, Size(MotionOf(fields[i], baseline[i], older[i], span), out _));
        }

        int largest = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            ref readonly FieldPlan field = ref fields[i];
            int from = baseline[i];
            int size = Size(context.HasMotion ? MotionOf(field, from, older[i], span) : 0, out int mirror);
            int repeated = size == 0 ? 0 : (int)(((long)size * states.Gains[field.Site]) >> 2);   // without motion there need be no gains
            int expected = field.Add(from, Mirror(repeated, mirror));
            context.Site = field.Site;
            context.Bits = field.Bits;
            context.Index = i;
            context.Own = size;
            context.Expected = repeated;
            int residual = symbols.Writes ? field.Difference(row[i], expected) : 0;
            residual = symbols.Residual(context, Mirror(residual, mirror));
            row[i] = field.Add(expected, Mirror(residual, mirror));
            largest = Larger(largest, Size(residual, out _));
            context.Previous = largest;
        }

        previous = largest;
    }

    /// <summary>How far a field moved from the older state to the baseline, scaled to this delta's ticks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench bots: twice per number, and cheaper than remembering it
    private static int MotionOf(in FieldPlan field, int baseline, int older, int span)
    {
        int motion = field.Difference(baseline, older);
        return span == RowStates.SameSpan ? motion : (int)(((long)motion * span) >> 8);
    }

    // Signs are as good as random, and a branch on each would be mispredicted half the time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench bots: for each number
    private static int Size(int number, out int mirror)
    {
        mirror = number >> 31;
        return (number ^ mirror) - mirror;
    }

    // Of two sizes. Math.Max becomes a branch in a loop, and which of two residuals is larger is as good as random.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: twice per number
    private static int Larger(int a, int b) => a - ((a - b) & ((a - b) >> 31));

    /// <param name="number">Any.</param>
    /// <param name="mirror">−1 to change its sign, 0 to leave it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // as above
    private static int Mirror(int number, int mirror) => (number ^ mirror) - mirror;

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

    // What is a place or a direction moves together: one of them moving, all are expected to. A rotation is expected to keep its largest component, flags and symbols to stay.
    private static int ExpectedMask(RowPlan plan, in BlockPlan block, in RowStates states)
    {
        bool anyMoves = AnySpatialMoves(plan, block, states);
        int mask = 0;
        int weight = 1;
        for (int i = block.FirstUnit; i < block.FirstUnit + block.UnitCount; i++)
        {
            ref readonly UnitPlan unit = ref plan.Units[i];
            if (IsExpected(unit, anyMoves, states)) mask += weight;
            weight *= unit.Arity;
        }

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: for each entity
    private static bool AnySpatialMoves(RowPlan plan, in BlockPlan block, in RowStates states)
    {
        for (int i = block.FirstUnit; i < block.FirstUnit + block.UnitCount; i++)
        {
            ref readonly UnitPlan unit = ref plan.Units[i];
            if (unit.IsSpatial && DigitOf(unit, states.Older, states.Baseline) != 0) return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // bench decode: for each unit of each entity
    private static bool IsExpected(in UnitPlan unit, bool anyMoves, in RowStates states) =>
        unit.Moves && (unit.IsSpatial ? anyMoves : DigitOf(unit, states.Older, states.Baseline) != 0);

    /// <summary>One bit per unit: whether it changed before, of a flag what it is now; and above them whether there is an older state at all.</summary>
    private static int MaskContext(RowPlan plan, in BlockPlan block, in RowStates states)
    {
        int context = states.Older.IsEmpty ? 0 : 1 << block.UnitCount;
        for (int i = 0; i < block.UnitCount; i++)
        {
            ref readonly UnitPlan unit = ref plan.Units[block.FirstUnit + i];
            int bit = unit.Kind == UnitKind.Bool ? states.Baseline[unit.FirstField] : states.Older.IsEmpty || DigitOf(unit, states.Older, states.Baseline) == 0 ? 0 : 1;
            context |= bit << i;
        }

        return context;
    }
}
