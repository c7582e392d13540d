using System;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>
/// The reference's way with symbols: every one a walk down a binary tree whose nodes have adaptive chances, per place and context. Contexts know one baseline only: what the
/// entity's flags say, and what was already coded of the same entity.
/// </summary>
internal struct AdaptiveSymbols<TCoder>(TCoder coder, AdaptiveModel model, TraceShape shape) : IRowSymbols
    where TCoder : struct, IBitCoder
{
    private const int PreviousClasses = 12;
    private const int FlagContexts = 64;
    private const int ResidualSlots = 64;      // zero, sign, 32 of the unary exponent, then modelled mantissa bits
    private const int SignSlot = 1;
    private const int ExponentSlot = 2;
    private const int MantissaSlot = 34;       // three nodes per exponent up to 9

    public TCoder Coder = coder;
    private int _flags;

    public readonly bool Writes => Coder.Writes;

    public static int ModelSize(TraceShape shape) =>
        FlagContexts + ((shape.Plan.SummaryCount + shape.Plan.Blocks.Length) * 64 * FlagContexts) + (shape.Plan.SymbolSiteCount * 16 * 16) +
        (shape.Plan.ResidualSiteCount * 3 * PreviousClasses * ResidualSlots);

    /// <summary>Whether an entity changed, given whether the two before it did and what its flags are.</summary>
    public int Changed(int changedBefore, int flags, int changed)
    {
        _flags = flags & 7;
        return Bit(((flags & 7) * 4) + changedBefore, changed);
    }

    public int Summary(int summary, int context, int value) => Tree(MaskBase(summary), 5, value);

    public int Mask(int block, int context, int value) =>
        Tree(MaskBase(shape.Plan.SummaryCount + block), BitMath.BitLength((uint)(shape.Plan.Blocks[block].MaskCount - 1)), value);

    public int Symbol(int site, int count, int context, int value)
    {
        int bits = BitMath.BitLength((uint)(count - 1));
        if (count > 16) return Plain(bits, value);
        return Tree(FlagContexts + ((shape.Plan.SummaryCount + shape.Plan.Blocks.Length) * 64 * FlagContexts) + (((site * 16) + context) * 16), bits, value);
    }

    public int Residual(in ResidualContext context, int value)
    {
        int previous = Math.Min(BitMath.BitLength((uint)context.Previous), PreviousClasses - 1);
        int first = ResidualBase() + (((((context.Site * 3) + context.Index) * PreviousClasses) + previous) * ResidualSlots);
        if (Bit(first, value == 0 ? 1 : 0) != 0) return 0;
        int size = value < 0 ? -value : value;
        int exponent = 0;
        int wanted = BitMath.BitLength((uint)size) - 1;
        while (exponent < 31 && Bit(first + ExponentSlot + exponent, exponent < wanted ? 1 : 0) != 0) exponent++;
        int read = 1;
        for (int i = exponent - 1; i >= 0; i--)
        {
            // The two bits below the leading one are modelled, the rest are as good as random.
            int depth = exponent - 1 - i;
            int bit = (size >> i) & 1;
            if (depth < 2 && exponent < 10) bit = Bit(first + MantissaSlot + ((exponent - 1) * 3) + (depth == 0 ? 0 : 1 + (read & 1)), bit);
            else bit = Coder.Code(bit, 32_768);
            read = (read << 1) | bit;
        }

        return Bit(first + SignSlot, value < 0 ? 1 : 0) != 0 ? -read : read;
    }

    private readonly int MaskBase(int place) => FlagContexts + (((place * FlagContexts) + _flags) * 64);

    private readonly int ResidualBase() =>
        FlagContexts + ((shape.Plan.SummaryCount + shape.Plan.Blocks.Length) * 64 * FlagContexts) + (shape.Plan.SymbolSiteCount * 16 * 16);

    private int Tree(int first, int bits, int value)
    {
        int node = 1;
        for (int i = bits - 1; i >= 0; i--) node = (node << 1) | Bit(first + node, (value >> i) & 1);
        return node - (1 << bits);
    }

    private int Plain(int bits, int value)
    {
        int read = 0;
        for (int i = bits - 1; i >= 0; i--) read = (read << 1) | Coder.Code((value >> i) & 1, 32_768);
        return read;
    }

    private int Bit(int index, int bit)
    {
        bit = Coder.Code(bit, model.Chance(index));
        model.Learn(index, bit);
        return bit;
    }
}
