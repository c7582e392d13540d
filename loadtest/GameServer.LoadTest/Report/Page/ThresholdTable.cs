using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using GameServer.LoadTest.Html;
using GameServer.LoadTest.Thresholds;

namespace GameServer.LoadTest.Report.Page;

/// <summary>Every promise, what became of it, and how near it came to the other side.</summary>
internal static class ThresholdTable
{
    public const string Style = """
        .room{display:inline-block;width:120px;height:8px;border-radius:4px;background:var(--wash);overflow:hidden;vertical-align:middle}
        .room i{display:block;height:100%;background:var(--c1)}
        .room i.over{background:var(--c2)}
        @media (max-width:480px){.promises td:first-child{white-space:normal;font-size:.74rem;min-width:172px;overflow-wrap:anywhere}.room{width:60px}}
        td.sign{font-weight:700;text-align:left}
        """;

    public static XElement Of(LoadReport report)
    {
        if (report.Thresholds.Count == 0) return Tag.Of("p", "soft", "Nothing was promised: the scenario has no thresholds.");
        return TableView.Of(
            [("Promise", ""), ("", ""), ("Measured", ""), ("Used of what is allowed", "")],
            report.Thresholds.OrderBy(result => result.Holds switch { false => 0, null => 1, true => 2 }).Select(RowOf),
            "promises");
    }

    private static IEnumerable<object?> RowOf(ThresholdResult result)
    {
        MetricUnit? unit = Threshold.TryParse(result.Threshold, out Threshold? threshold, out _) ? MetricTable.UnitOf(threshold!.Metric) : null;
        yield return result.Threshold;
        yield return result.Holds switch
        {
            true => Tag.Of("td", "sign pass", "✓ holds"),
            false => Tag.Of("td", "sign fail", "✗ broken"),
            null => Tag.Of("td", "sign invalid", "? unknown"),
        };
        yield return result.Figure is { } figure ? unit?.Show(figure) ?? Figure.Of(figure) : "not measured";
        yield return Room(result, threshold);
    }

    // How much of the allowance was used; there is none where a value must be met or passed.
    private static XElement? Room(ThresholdResult result, Threshold? threshold)
    {
        if (threshold?.Comparison is not (Comparison.Less or Comparison.LessOrEqual) || result.Figure is not { } figure || result.Allowed is not > 0) return null;
        double used = figure / result.Allowed.Value;
        string width = PlotFrame.Percent(Math.Clamp(used, 0, 1));
        return Tag.Of("span", null, $"{used.ToString("0 %", CultureInfo.InvariantCulture)} ", Tag.Of("span", "room", Tag.Of("i", result.Holds == false ? "over" : null, Tag.With("style", $"width:{width}"))));
    }
}
