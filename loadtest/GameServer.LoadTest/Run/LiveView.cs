using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Scenarios;

namespace GameServer.LoadTest.Run;

/// <summary>A few lines rewritten in place on a terminal: where the scenario stands, how many play, what they see, how the server bears it.</summary>
internal sealed class LiveView(TextWriter output) : IProgress
{
    private const int CurveWidth = 60;
    private const string Bars = " ▁▂▃▄▅▆▇█";

    private readonly List<SeriesPoint> _points = [];
    private int _lines;

    public void Show(ProgressState state)
    {
        if (state.Point is { } point && (_points.Count == 0 || point.Second > _points[^1].Second)) _points.Add(point);
        if (_points.Count > CurveWidth) _points.RemoveAt(0);
        StringBuilder text = new();
        if (_lines > 0) text.Append(CultureInfo.InvariantCulture, $"\x1b[{_lines}A");
        string[] lines = [.. Lines(state, _points)];
        foreach (string line in lines) text.Append(line).Append("\x1b[K\n");
        output.Write(text);
        _lines = lines.Length;
    }

    public void End() => _lines = 0;

    /// <summary>A curve of one letter per value, the largest full.</summary>
    internal static string Sparkline(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double most = all.DefaultIfEmpty(0).Max();
        return string.Concat(all.Select(value => Bars[most > 0 ? (int)Math.Ceiling(Math.Clamp(value / most, 0, 1) * (Bars.Length - 1)) : 0]));
    }

    internal static IEnumerable<string> Lines(ProgressState state, IReadOnlyList<SeriesPoint> points)
    {
        yield return string.Join(' ', state.Scenario.Phases.Select((phase, index) => Marked(phase, index, state)));
        int wanted = state.Point?.Wanted ?? 0;
        yield return string.Create(CultureInfo.InvariantCulture, $"playing  {Sparkline(points.Select(point => (double)point.Playing)),-CurveWidth} {state.Playing} of {wanted}{(state.Lost > 0 ? $", {state.Lost} failed or lost" : "")}");
        yield return string.Create(CultureInfo.InvariantCulture, $"age p99  {Sparkline(points.Select(point => point.SnapshotAgeP99Ms ?? 0)),-CurveWidth} {state.Point?.SnapshotAgeP99Ms:F1} ms, p50 {state.Point?.SnapshotAgeP50Ms:F1}");
        yield return string.Create(CultureInfo.InvariantCulture, $"gap max  {Sparkline(points.Select(point => point.SnapshotGapMaxMs ?? 0)),-CurveWidth} {state.Point?.SnapshotGapMaxMs:F0} ms");
        yield return string.Create(CultureInfo.InvariantCulture, $"tick p99 {Sparkline(points.Select(point => point.Server?.TickCostP99Ms ?? 0)),-CurveWidth} {state.Point?.Server?.TickCostP99Ms:F2} ms, {points.Sum(point => point.Server?.LateTicks ?? 0)} late");
        yield return string.Create(CultureInfo.InvariantCulture, $"down     {Sparkline(points.Select(point => (double)point.DownBytesPerSecond)),-CurveWidth} {state.Point?.DownBytesPerSecond * 8 / 1e6:F2} Mbit/s, {points.Sum(point => point.HashMismatches)} mismatches");
    }

    private static string Marked(LoadPhase phase, int index, ProgressState state)
    {
        if (index < state.Phase) return $"✓ {phase.Name}";
        return index == state.Phase ? string.Create(CultureInfo.InvariantCulture, $"▶ {phase.Name} {state.PhaseSeconds:F0}/{state.PhaseSecondsMax:0} s") : $"· {phase.Name}";
    }
}
