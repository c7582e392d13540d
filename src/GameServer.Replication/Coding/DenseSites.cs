namespace GameServer.Replication;

/// <summary>A plan's places among a dense layout's: first of each sort.</summary>
internal readonly record struct DenseSites(RowPlan Plan, int Summaries, int Masks, int Symbols, int Residuals);
