using GameServer.Core;

namespace GameServer.Bench;

/// <summary>How late ticks started, in microseconds after their time.</summary>
internal sealed record Lateness(long Ticks, double P50Us, double P99Us, double P999Us, double MaxUs)
{
    public static Lateness From(LatencyHistogram nanoseconds) => new(
        nanoseconds.Count,
        Microseconds(nanoseconds.Quantile(0.5)),
        Microseconds(nanoseconds.Quantile(0.99)),
        Microseconds(nanoseconds.Quantile(0.999)),
        Microseconds(nanoseconds.Max));

    public override string ToString() => $"p50 {P50Us:F1} · p99 {P99Us:F1} · p99.9 {P999Us:F1} · max {MaxUs:F1} µs";

    private static double Microseconds(long nanoseconds) => nanoseconds / 1000.0;
}
