using GameServer.Core;

namespace GameServer.LoadTest.Report;

/// <summary>How a measured time is spread, in milliseconds.</summary>
internal sealed record Spread(long Count, double P50Ms, double P99Ms, double P999Ms, double MaxMs)
{
    public static Spread Of(LatencyHistogram nanoseconds) => new(
        nanoseconds.Count,
        Milliseconds(nanoseconds.Quantile(0.5)),
        Milliseconds(nanoseconds.Quantile(0.99)),
        Milliseconds(nanoseconds.Quantile(0.999)),
        Milliseconds(nanoseconds.Max));

    private static double Milliseconds(long nanoseconds) => nanoseconds / 1e6;
}
