using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using GameServer.LoadTest.Html;

namespace GameServer.LoadTest.Report.Page;

/// <summary>A report as one page: <c>report.html</c>. Pure, and made of what <c>report.json</c> holds; each section is a file beside this one.</summary>
internal static class ReportPage
{
    public static string Of(LoadReport report)
    {
        IEnumerable<XElement> sections =
        [
            Summary.Of(report),
            ThresholdTable.Of(report),
            .. Titled("Over time", "Move over a plot to read a second in all of them. Shaded stretches are not measured.", TimePlots.Of(report)),
            .. Titled("Distributions", "Of the measured phases. Counts are logarithmic: what one player in ten thousand saw is as visible as the crowd.", DistributionPlots.Of(report)),
            .. Titled("Phases", "", [PhaseTable.Of(report)]),
            .. Titled("Networks", "The measured phases by class of network, griefers apart.", NetworkTables.Of(report)),
            .. Titled("What it costs", "", CostTables.Of(report)),
            .. Titled("What was lost", "", LossTables.Of(report)),
            .. Titled("Where it ran", "", [EnvironmentTable.Of(report)]),
        ];
        return HtmlPage.Of(
            $"{report.Scenario}: {Summary.WordOf(report.Verdict.Code)}",
            string.Join('\n', PlotFrame.Style, TableView.Style, Summary.Style, ThresholdTable.Style, CostTables.Style),
            string.Join('\n', sections.Select(Tag.Markup)),
            PlotScript.Text);
    }

    /// <summary>Nothing where the section would be empty.</summary>
    private static IEnumerable<XElement> Titled(string title, string about, IEnumerable<XElement> content)
    {
        XElement[] all = [.. content];
        if (all.Length == 0) return [];
        bool arePlots = all[0].Name == "figure";
        XElement[] inside = arePlots ? [Tag.Of("div", "plots", all.Where(one => one.Name == "figure")), .. all.Where(one => one.Name != "figure")] : all;
        return [Tag.Of("section", null, Tag.With("id", title.ToLower(CultureInfo.InvariantCulture).Replace(' ', '-')), Tag.Of("h3", null, title), about.Length > 0 ? Tag.Of("p", "soft", about) : null, inside)];
    }
}
