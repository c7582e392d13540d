using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// A codebook as bytes: what differs from the built-in book.
/// <code>
/// per plan and residual site: gain 3 | tables, each EG(4) of nodes skipped + 1, lengths | EG(4) of 0
/// lengths: EG(2) of symbols that follow, per symbol EG(0) of zigzag(length − length of the symbol two before, 5 where there is none) | escape's length 4
/// </code>
/// </summary>
internal static class CodebookFormat
{
    /// <summary>Books beyond this are not sent: it is what a slow client takes in about a second.</summary>
    public const int BytesMax = 16_384;

    private const int GapOrder = 4;
    private const int CountOrder = 2;
    private const int LengthOrder = 0;
    private const int LengthAtStart = 5;

    /// <returns>Length in bytes, or 0 when the book does not fit.</returns>
    public static int Write(CodebookLayout layout, CodebookDraft draft, Span<byte> bytes)
    {
        BitWriter writer = new(bytes);
        for (int plan = 0; plan < layout.PlanCount; plan++)
        {
            foreach (byte gain in draft.Gains(plan)) writer.Write(gain, 3);
        }

        int previous = -1;
        for (int node = 0; node < layout.Nodes.Length; node++)
        {
            if (!draft.IsOwn(node)) continue;
            writer.WriteExpGolomb((uint)(node - previous), GapOrder);
            WriteLengths(ref writer, draft.Lengths(node));
            previous = node;
        }

        writer.WriteExpGolomb(0, GapOrder);
        int length = writer.Finish();
        return writer.Overflowed ? 0 : length;
    }

    /// <summary>Reads what a stranger wrote; false when it is no sound book.</summary>
    public static bool TryRead(CodebookLayout layout, ReadOnlySpan<byte> bytes, CodebookDraft draft)
    {
        draft.Clear();
        BitReader reader = new(bytes);
        for (int plan = 0; plan < layout.PlanCount; plan++)
        {
            foreach (ref byte gain in draft.Gains(plan))
            {
                if (!reader.TryRead(3, out uint value) || value > CodebookDraft.GainMax) return false;
                gain = (byte)value;
            }
        }

        Span<byte> lengths = stackalloc byte[Magnitude.TokensMax + 1];
        long node = -1;
        while (true)
        {
            if (!reader.TryReadExpGolomb(GapOrder, out uint gap)) return false;
            if (gap == 0) return reader.BitsLeft < 8;
            node += gap;
            if (node >= layout.Nodes.Length) return false;
            Span<byte> own = lengths[..(layout.Nodes[(int)node].Alphabet + 1)];
            if (draft.IsFull || !TryReadLengths(ref reader, own) || !CodebookDraft.IsSound(own)) return false;
            draft.Give((int)node, own);
        }
    }

    /// <summary>Bits that a table takes in a message.</summary>
    public static int BitsOf(ReadOnlySpan<byte> lengths)
    {
        const int GapBits = 6;
        int count = CountOf(lengths);
        int bits = GapBits + ExpGolombBits((uint)count, CountOrder) + 4;
        for (int i = 0; i < count; i++) bits += ExpGolombBits(Step(lengths, i), LengthOrder);
        return bits;
    }

    private static void WriteLengths(ref BitWriter writer, ReadOnlySpan<byte> lengths)
    {
        int count = CountOf(lengths);
        writer.WriteExpGolomb((uint)count, CountOrder);
        for (int i = 0; i < count; i++) writer.WriteExpGolomb(Step(lengths, i), LengthOrder);
        writer.Write(lengths[^1], 4);
    }

    private static bool TryReadLengths(ref BitReader reader, scoped Span<byte> lengths)
    {
        lengths.Clear();
        if (!reader.TryReadExpGolomb(CountOrder, out uint count) || count >= (uint)lengths.Length) return false;
        for (int i = 0; i < (int)count; i++)
        {
            if (!reader.TryReadExpGolomb(LengthOrder, out uint step) || step > 2 * HuffmanLengths.Longest) return false;
            int length = (i < 2 ? LengthAtStart : lengths[i - 2]) + BitMath.UnZigZag(step);
            if (length is < 0 or > HuffmanLengths.Longest) return false;
            lengths[i] = (byte)length;
        }

        bool read = reader.TryRead(4, out uint escape);
        lengths[^1] = (byte)escape;
        return read;
    }

    private static int CountOf(ReadOnlySpan<byte> lengths)
    {
        int count = lengths.Length - 1;
        while (count > 0 && lengths[count - 1] == 0) count--;
        return count;
    }

    private static uint Step(ReadOnlySpan<byte> lengths, int symbol) => BitMath.ZigZag(lengths[symbol] - (symbol < 2 ? LengthAtStart : lengths[symbol - 2]));

    private static int ExpGolombBits(uint value, int order) => (2 * BitMath.BitLength((value >> order) + 1)) - 1 + order;
}
