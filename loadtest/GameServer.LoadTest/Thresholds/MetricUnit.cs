using System.Collections.Generic;
using System.Linq;

namespace GameServer.LoadTest.Thresholds;

/// <summary>What a metric is measured in, and the ways to write it.</summary>
internal sealed class MetricUnit
{
    public static readonly MetricUnit Milliseconds = new(("ms", 1), ("s", 1000), ("us", 0.001), ("µs", 0.001));
    public static readonly MetricUnit Microseconds = new(("us", 1), ("µs", 1), ("ms", 1000), ("ns", 0.001));
    public static readonly MetricUnit Share = new(("%", 0.01), ("", 1));
    public static readonly MetricUnit Count = new(("", 1));
    public static readonly MetricUnit GameUnits = new(("", 1));
    public static readonly MetricUnit BytesPerSecond = new(("B/s", 1), ("kB/s", 1000), ("", 1));
    public static readonly MetricUnit Bytes = new(("B", 1), ("kB", 1000), ("MB", 1e6), ("", 1));

    private readonly Dictionary<string, double> _factors;
    private readonly (string Name, double Factor) _usual;

    private MetricUnit(params (string Name, double Factor)[] units)
    {
        _factors = units.ToDictionary(unit => unit.Name, unit => unit.Factor);
        _usual = units[0];
    }

    public string Names => string.Join(" or ", _factors.Keys.Select(name => name.Length == 0 ? "plain numbers" : name));

    /// <summary>A figure of this unit for people: as it would be written in a threshold, shares as percent.</summary>
    public string Show(double figure)
    {
        (string name, double factor) = _usual;
        return $"{Html.Figure.Of(figure / factor)} {name}".TrimEnd();
    }

    public bool TryFactor(string unit, out double factor) => _factors.TryGetValue(unit, out factor);
}
