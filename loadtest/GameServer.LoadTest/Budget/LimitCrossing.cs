namespace GameServer.LoadTest.Budget;

/// <summary>Where a limit is crossed with one loss.</summary>
/// <param name="LossPercent">Each way.</param>
/// <param name="RttMs">From which round trip on; null when nowhere in the sweep.</param>
internal readonly record struct LimitCrossing(double LossPercent, double? RttMs);
