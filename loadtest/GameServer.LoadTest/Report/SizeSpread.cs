using GameServer.Core;
using GameServer.LoadTest.Bots;

namespace GameServer.LoadTest.Report;

/// <summary>How a measured distance is spread, in game units.</summary>
internal sealed record SizeSpread(long Count, double P50, double P95, double P99, double Max)
{
    /// <summary>Null when there is nothing to spread.</summary>
    /// <param name="sizes">In 1/<see cref="BotTimes.PerGameUnit"/> of a unit.</param>
    public static SizeSpread? Of(LatencyHistogram sizes) => sizes.Count == 0 ? null : new(
        sizes.Count, Units(sizes.Quantile(0.5)), Units(sizes.Quantile(0.95)), Units(sizes.Quantile(0.99)), Units(sizes.Max));

    private static double Units(long size) => size / (double)BotTimes.PerGameUnit;
}
