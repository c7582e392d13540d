namespace GameServer.LoadTest.Report;

/// <summary>How many values lie in a range; those within 1/128 of a bound may stand on its other side.</summary>
internal sealed record DistributionBin(double From, double To, long Count);
