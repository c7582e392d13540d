using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using GameServer.LoadTest.Html;

namespace GameServer.LoadTest.Report.Page;

/// <summary>A histogram of everything that is measured value by value.</summary>
internal static class DistributionPlots
{
    private static readonly string[] s_marks = ["p50", "p99", "p99.9"];

    public static IEnumerable<XElement> Of(LoadReport report) => report.Distributions.Select(PlotOf);

    private static XElement PlotOf(Distribution distribution)
    {
        (string title, string values) = WordsOf(distribution.Name);
        return HistogramPlot.Of(
            title,
            distribution.Unit,
            $"{Figure.Of(distribution.Count)} {values}, the largest {Figure.Of(distribution.Marks["max"])} {distribution.Unit}.",
            distribution.Name,
            [.. distribution.Bins.Select(bin => (bin.From, bin.To, bin.Count))],
            [.. s_marks.Select(mark => (mark, distribution.Marks[mark]))]);
    }

    private static (string Title, string Values) WordsOf(string name) => name switch
    {
        "snapshotAge" => ("Snapshot age", "moments at which a player was owed a snapshot"),
        "snapshotGap" => ("Snapshot gap", "moments between two snapshots"),
        "inputToEffect" => ("Input to effect", "inputs"),
        "connectTime" => ("Connect time", "seats taken"),
        "resumeTime" => ("Back after a lost seat", "returns"),
        "roundTrip" => ("Round trip", "looks, one a second for each player"),
        "corrections" => ("Corrections", "moves of what a player saw"),
        "tickCostP99" => ("Tick duration, p99 of a second", "seconds, of which the server tells percentiles"),
        "samplingLateness" => ("Lateness of the bots", "inputs"),
        _ => (name, "values"),
    };
}
