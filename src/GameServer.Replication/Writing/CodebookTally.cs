namespace GameServer.Replication;

/// <summary>An end of the codebook coder that writes nothing and adds up what each field of a row would take.</summary>
/// <param name="book">The codes.</param>
/// <param name="plan">Of the row.</param>
/// <param name="bits">Grows: which fields changed at <paramref name="flags"/>, the fields themselves from <paramref name="firstField"/> on.</param>
/// <param name="flags">Index.</param>
/// <param name="firstField">Index.</param>
internal readonly struct CodebookTally(Codebook book, int plan, int[] bits, int flags, int firstField) : IRowSymbols
{
    private readonly PlanSites _sites = book.Layout.SitesOf(plan);

    public bool Writes => true;

    public int Summary(int summary, int context, int value)
    {
        bits[flags] += book.Cost(_sites.Summaries[summary] + context, value);
        return value;
    }

    public int Mask(int block, int context, int value)
    {
        bits[flags] += book.Cost(_sites.Masks[block] + context, value);
        return value;
    }

    public int Symbol(int site, int count, int context, int value)
    {
        int leaf = _sites.Symbols[site];
        bits[firstField + _sites.Plan.FieldOfSymbol(site)] += leaf >= 0 ? book.Cost(leaf + context, value) : Codebook.PlainBits(count);
        return value;
    }

    public int Residual(in ResidualContext context, int value)
    {
        int token = Magnitude.Split(value, out int lowBits, out _);
        bits[firstField + _sites.Plan.FieldOfResidual(context.Site)] += book.Cost(_sites.Residuals[context.Site] + CodebookLayout.ResidualLeaf(context), token) + lowBits;
        return value;
    }
}
