using GameServer.Replication;

namespace GameServer.Bench.Codec;

/// <summary>An end of the codebook coder that writes nothing and adds up, by part, the bits a writer would take.</summary>
internal readonly struct CodebookCosts(Codebook book, double[] bits) : IRowSymbols
{
    private readonly PlanSites _sites = book.Layout.SitesOf(0);

    public bool Writes => true;

    public int Summary(int summary, int context, int value) => Flags(_sites.Summaries[summary] + context, value);

    public int Mask(int block, int context, int value) => Flags(_sites.Masks[block] + context, value);

    public int Symbol(int site, int count, int context, int value)
    {
        if (_sites.Symbols[site] >= 0) return Flags(_sites.Symbols[site] + context, value);
        bits[(int)CoderPart.Flags] += Codebook.PlainBits(count);
        return value;
    }

    public int Residual(in ResidualContext context, int value)
    {
        int token = Magnitude.Split(value, out int lowBits, out _);
        bits[(int)CoderPart.Values] += book.Cost(_sites.Residuals[context.Site] + CodebookLayout.ResidualLeaf(context), token) + lowBits;
        return value;
    }

    private int Flags(int leaf, int value)
    {
        bits[(int)CoderPart.Flags] += book.Cost(leaf, value);
        return value;
    }
}
