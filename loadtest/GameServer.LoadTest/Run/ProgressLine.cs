using System.Globalization;
using System.IO;

namespace GameServer.LoadTest.Run;

/// <summary>One plain line per second, for logs and pipes.</summary>
internal sealed class ProgressLine(TextWriter output) : IProgress
{
    public void Show(ProgressState state) => output.WriteLine(Describe(state));

    public void End()
    {
        // Every line was ended when it was written.
    }

    internal static string Describe(ProgressState state)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Scenario.Phases[state.Phase].Name,-10} {state.PhaseSeconds,4:F0}/{state.PhaseSecondsMax:0.#} s · {state.Playing}/{state.Point?.Wanted ?? state.Scenario.Bots} playing");
        if (state.Lost > 0) text += string.Create(CultureInfo.InvariantCulture, $" · {state.Lost} failed or lost");
        if (state.Point is not { } point) return text;
        text += string.Create(CultureInfo.InvariantCulture, $" · {point.SnapshotsPerSecond} snapshots/s · {point.DownBytesPerSecond * 8 / 1e6:F2} Mbit/s down");
        if (point.SnapshotAgeP50Ms is { } age) text += string.Create(CultureInfo.InvariantCulture, $" · age p50 {age:F1} p99 {point.SnapshotAgeP99Ms:F1} · gap max {point.SnapshotGapMaxMs:F0} ms");
        if (point.Server is { } server) text += string.Create(CultureInfo.InvariantCulture, $" · tick p99 {server.TickCostP99Ms:F2} ms, {server.LateTicks} late");
        return text + string.Create(CultureInfo.InvariantCulture, $" · {point.HashMismatches} mismatches");
    }
}
