namespace GameServer.Replication;

/// <summary>First leaf of each of a plan's sites.</summary>
internal sealed class PlanSites(RowPlan plan)
{
    public RowPlan Plan { get; } = plan;

    public int[] Summaries { get; } = new int[plan.SummaryCount];

    public int[] Masks { get; } = new int[plan.Blocks.Length];

    public int[] Residuals { get; } = new int[plan.ResidualSiteCount];

    /// <summary>−1 where the symbol is written plainly.</summary>
    public int[] Symbols { get; } = new int[plan.SymbolSiteCount];
}
