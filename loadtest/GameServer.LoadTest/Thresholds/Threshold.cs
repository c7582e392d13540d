using System.Globalization;
using System.Text.RegularExpressions;

namespace GameServer.LoadTest.Thresholds;

/// <summary>
/// One promise about a run: <c>snapshot_age.p99 &lt; 100ms</c>, <c>late_ticks == 0</c>, <c>cpu_per_client_tick &lt; 1.6x floor</c>, <c>loss &lt; 2% on 4g-p95</c>,
/// <c>connect_time.p99 &lt; 1s in doors-open</c>.
/// </summary>
/// <param name="Text">As it was written.</param>
/// <param name="Metric">What is judged: a name of <see cref="MetricTable"/>.</param>
/// <param name="Comparison">How it must stand to the value.</param>
/// <param name="Value">In the metric's own unit, or a multiple of the raw floor.</param>
/// <param name="IsTimesFloor">The value multiplies what the raw floor measured.</param>
/// <param name="Phase">Judged in this phase alone; null: over all that is measured.</param>
/// <param name="Network">Judged on this class of network alone; null: on all.</param>
internal sealed partial record Threshold(string Text, string Metric, Comparison Comparison, double Value, bool IsTimesFloor, string? Phase, string? Network)
{
    /// <summary>Reads one; false, and what is wrong with it, when it is none.</summary>
    public static bool TryParse(string text, out Threshold? threshold, out string problem)
    {
        threshold = null;
        Match match = Form().Match(text);
        if (!match.Success)
        {
            problem = $"'{text}' is not a threshold: METRIC < VALUE, such as snapshot_age.p99 < 100ms, with < <= > >= == or !=, and perhaps 'in PHASE' or 'on NETWORK'";
            return false;
        }

        string metric = match.Groups["metric"].Value;
        if (MetricTable.UnitOf(metric) is not { } unit)
        {
            problem = $"there is no metric '{metric}'; {MetricTable.Suggest(metric)}";
            return false;
        }

        string given = match.Groups["unit"].Value;
        bool isTimesFloor = given.StartsWith('x');
        if (isTimesFloor && metric is not (MetricTable.CpuPerClientTick or MetricTable.SwarmCpuPerClientTick))
        {
            problem = $"only {MetricTable.CpuPerClientTick} and {MetricTable.SwarmCpuPerClientTick} can be compared with the floor";
            return false;
        }

        double factor = 1;
        if (!isTimesFloor && !unit.TryFactor(given, out factor))
        {
            problem = $"{metric} is in {unit.Names}, not '{given}'";
            return false;
        }

        problem = "";
        double value = double.Parse(match.Groups["value"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) * factor;
        threshold = new Threshold(text.Trim(), metric, ComparisonOf(match.Groups["sign"].Value), value, isTimesFloor, Given("phase"), Given("network"));
        return true;

        string? Given(string name) => match.Groups[name].Success ? match.Groups[name].Value : null;
    }

    /// <summary>Whether a figure keeps the promise.</summary>
    public bool Holds(double figure, double value) => Comparison switch
    {
        Comparison.Less => figure < value,
        Comparison.LessOrEqual => figure <= value,
        Comparison.Greater => figure > value,
        Comparison.GreaterOrEqual => figure >= value,
        Comparison.Equal => figure == value,
        _ => figure != value,
    };

    private static Comparison ComparisonOf(string sign) => sign switch
    {
        "<" => Comparison.Less,
        "<=" => Comparison.LessOrEqual,
        ">" => Comparison.Greater,
        ">=" => Comparison.GreaterOrEqual,
        "==" => Comparison.Equal,
        _ => Comparison.NotEqual,
    };

    [GeneratedRegex(
        @"^\s*(?<metric>[a-z_]+(\.[a-z]+[0-9]*(\.[0-9]+)?)?)\s*(?<sign><=|>=|==|!=|<|>)\s*(?<value>[0-9]+(\.[0-9]+)?)\s*(?<unit>x floor|[A-Za-zµ%/]*)(\s+in\s+(?<phase>[^\s]+))?(\s+on\s+(?<network>[^\s]+))?\s*$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
