using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace GameServer.LoadTest.Compare;

/// <summary>
/// Two runs' figures side by side, by second: medians over the measured seconds, each with the band its scatter allows. Two medians differ when their bands (median ± 1.96
/// standard errors, the deviation taken from the median absolute deviation so that one bad second does not widen it) do not touch. Seconds of one run are not
/// quite independent, so treat a mark as a reason to look and not as a proof.
/// </summary>
internal sealed class RunComparison
{
    private static readonly (string Name, string Path, bool LessIsBetter)[] s_figures =
    [
        ("playing", "playing", false),
        ("snapshot age p50, ms", "snapshotAgeP50Ms", true),
        ("snapshot age p99, ms", "snapshotAgeP99Ms", true),
        ("snapshot gap p99, ms", "snapshotGapP99Ms", true),
        ("input to effect p50, ms", "inputToEffectP50Ms", true),
        ("input to effect p99, ms", "inputToEffectP99Ms", true),
        ("lost snapshots, share", "lossShare", true),
        ("down, B/s", "downBytesPerSecond", true),
        ("up, B/s", "upBytesPerSecond", true),
        ("server CPU, µs per client-tick", "server.cpuUsPerClientTick", true),
        ("server tick p50, ms", "server.tickCostP50Ms", true),
        ("server tick p99, ms", "server.tickCostP99Ms", true),
        ("server start lateness p99, ms", "server.latenessP99Ms", true),
        ("late ticks per second", "server.lateTicks", true),
        ("server allocations, B/s", "server.allocatedBytes", true),
        ("bots' CPU, µs per client-tick", "swarmCpuUsPerClientTick", true),
    ];

    private readonly List<ComparedFigure> _figures = [];

    public IReadOnlyList<ComparedFigure> Figures => _figures;

    public bool IsWorse => _figures.Any(figure => figure.Mark == "worse");

    public static RunComparison Of(JsonElement before, JsonElement after)
    {
        RunComparison comparison = new();
        foreach ((string name, string path, bool lessIsBetter) in s_figures)
        {
            Band? a = Band.Of(Seconds(before, path));
            Band? b = Band.Of(Seconds(after, path));
            if (a is not null && b is not null) comparison._figures.Add(new ComparedFigure(name, a, b, lessIsBetter));
        }

        return comparison;
    }

    public string Text()
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"",-32}{"before",22}{"after",22}{"change",10}");
        foreach (ComparedFigure figure in _figures)
        {
            string change = figure.Before.Median == 0 ? "" : (figure.After.Median / figure.Before.Median - 1).ToString("+0.0 %;-0.0 %;0 %", CultureInfo.InvariantCulture);
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{figure.Name,-32}{figure.Before,22}{figure.After,22}{change,10}  {figure.Mark}").TrimEnd());
        }

        return text.ToString();
    }

    private static IEnumerable<double> Seconds(JsonElement report, string path)
    {
        HashSet<string> measured = [.. report.GetProperty("phases").EnumerateArray().Where(phase => phase.GetProperty("measured").GetBoolean()).Select(phase => phase.GetProperty("name").GetString()!)];
        foreach (JsonElement second in report.GetProperty("series").EnumerateArray())
        {
            if (!measured.Contains(second.GetProperty("phase").GetString()!)) continue;
            JsonElement value = second;
            bool found = true;
            foreach (string step in path.Split('.')) found = found && value.ValueKind == JsonValueKind.Object && value.TryGetProperty(step, out value);
            if (found && value.ValueKind == JsonValueKind.Number) yield return value.GetDouble();
        }
    }
}
