using GameServer.Core;

namespace GameServer.LoadTest.Report;

/// <summary>How a measured time is spread, in milliseconds.</summary>
internal sealed record Spread(long Count, double P50Ms, double P99Ms, double P999Ms, double MaxMs)
{
    public double P90Ms { get; init; }

    public double MeanMs { get; init; }

    public static Spread Of(LatencyHistogram nanoseconds) => new(
        nanoseconds.Count,
        Milliseconds(nanoseconds.Quantile(0.5)),
        Milliseconds(nanoseconds.Quantile(0.99)),
        Milliseconds(nanoseconds.Quantile(0.999)),
        Milliseconds(nanoseconds.Max))
    {
        P90Ms = Milliseconds(nanoseconds.Quantile(0.9)),
        MeanMs = nanoseconds.Mean / 1e6,
    };

    private static double Milliseconds(long nanoseconds) => nanoseconds / 1e6;
}
