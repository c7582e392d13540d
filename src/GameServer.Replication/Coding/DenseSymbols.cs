using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// Either end of the dense coder: every symbol is a few yes-or-no decisions, and each decision's chance is mixed from what several contexts say. The same walk and the same
/// knowledge as the codebook coder's, used more finely.
/// </summary>
internal struct DenseSymbols<TCoder>(TCoder coder, DenseModel model, DenseLayout layout, int plan) : IRowSymbols
    where TCoder : struct, IBitCoder
{
    public TCoder Coder = coder;

    private readonly DenseSites _sites = layout.SitesOf(plan);
    private readonly DenseFeatures _features = layout.Features;

    public readonly bool Writes => Coder.Writes;

    /// <summary>True once a reader met a symbol that does not exist; what it returned instead exists.</summary>
    public bool Failed { get; private set; }

    /// <summary>Takes in what is known of the next row.</summary>
    public readonly void Enter(in RowStates states, ReadOnlySpan<int> oldest) => _features.Read(_sites.Plan, states, oldest);

    /// <summary>A decision that is not of a row, with the chance of one context.</summary>
    public int Alone(int context, int bit) => model.CodeAlone(ref Coder, context, bit);

    public int Summary(int summary, int context, int value) => Tree(_sites.Summaries + summary, 1 << RowPlan.BlocksPerSummary, context, value);

    public int Mask(int block, int context, int value) => Tree(_sites.Masks + block, _sites.Plan.Blocks[block].MaskCount, context, value);

    public int Symbol(int site, int count, int context, int value)
    {
        if (count <= CodebookLayout.SymbolsMax) return Tree(_sites.Symbols + site, count, context, value);
        int read = 0;
        for (int i = BitMath.BitLength((uint)(count - 1)) - 1; i >= 0; i--) read = (read << 1) | Coder.Code((value >> i) & 1, 32_768);
        return InRange(read, count);
    }

    public int Residual(in ResidualContext context, int value)
    {
        Span<int> contexts = stackalloc int[DenseModel.Inputs];
        int site = _sites.Residuals + context.Site;
        layout.ResidualContexts(site, context, _features, contexts);
        int set = layout.WeightsOf(site);
        if (model.Code(ref Coder, contexts, DenseLayout.ZeroSlot, set, value == 0 ? 1 : 0) != 0) return 0;

        int size = value < 0 ? -value : value;
        int wanted = BitMath.BitLength((uint)size) - 1;
        int exponent = 0;
        while (exponent < DenseLayout.ExponentMax)
        {
            int step = Math.Min(exponent, DenseLayout.ExponentSlots - 1);
            if (model.Code(ref Coder, contexts, DenseLayout.ExponentSlot + step, set + 1 + step, exponent < wanted ? 1 : 0) == 0) break;
            exponent++;
        }

        int read = 1;
        for (int i = exponent - 1; i >= 0; i--)
        {
            int depth = exponent - 1 - i;
            int bit = (size >> i) & 1;
            if (depth < 2 && exponent <= DenseLayout.MantissaExponentMax)
            {
                int slot = depth == 0 ? DenseLayout.MantissaSlot + exponent : DenseLayout.SecondSlot + (exponent * 2) + (read & 1);
                bit = model.Code(ref Coder, contexts, slot, set + DenseLayout.MantissaWeights + depth, bit);
            }
            else
            {
                bit = Coder.Code(bit, 32_768);
            }

            read = (read << 1) | bit;
        }

        int sign = model.Code(ref Coder, contexts, DenseLayout.SignSlot + Math.Min(exponent / 2, 3), set + DenseLayout.SignWeights, value < 0 ? 1 : 0);
        return sign != 0 ? -read : read;
    }

    private int Tree(int site, int count, int context, int value)
    {
        int bits = BitMath.BitLength((uint)(count - 1));
        Span<int> contexts = stackalloc int[DenseModel.Inputs];
        layout.SymbolContexts(site, context, _features, contexts);
        int set = layout.WeightsOf(site);
        int node = 1;
        for (int i = bits - 1; i >= 0; i--) node = (node << 1) | model.Code(ref Coder, contexts, node, set + Math.Min(bits - 1 - i, 7), (value >> i) & 1);
        return InRange(node - (1 << bits), count);
    }

    private int InRange(int value, int count)
    {
        if (value < count) return value;
        Failed = true;
        return 0;
    }
}
