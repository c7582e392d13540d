namespace GameServer.Replication;

/// <summary>An end of the coder that only counts.</summary>
internal readonly struct CodebookCounter(CodebookCounts counts, int plan) : IRowSymbols
{
    private readonly PlanSites _sites = counts.Layout.SitesOf(plan);

    public bool Writes => true;

    public int Summary(int summary, int context, int value)
    {
        counts.Add(_sites.Summaries[summary] + context, value);
        return value;
    }

    public int Mask(int block, int context, int value)
    {
        counts.Add(_sites.Masks[block] + context, value);
        return value;
    }

    public int Symbol(int site, int count, int context, int value)
    {
        if (_sites.Symbols[site] >= 0) counts.Add(_sites.Symbols[site] + context, value);
        return value;
    }

    public int Residual(in ResidualContext context, int value)
    {
        counts.Add(_sites.Residuals[context.Site] + CodebookLayout.ResidualLeaf(context), Magnitude.Split(value, out _, out _));
        counts.AddResidual(plan, context, value);
        return value;
    }
}
