using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Thresholds;

namespace GameServer.LoadTest.Report;

/// <summary>A report as JUnit XML, which every build server shows: a suite per run, a test case per promise, and one for the run itself.</summary>
internal static class JUnitFile
{
    public static void Write(string path, LoadReport report) => File.WriteAllText(path, Of(report).ToString() + '\n');

    internal static XDocument Of(LoadReport report)
    {
        XElement run = Case("the run is valid", report);
        if (report.Verdict.Code == ExitCode.Invalid) run.Add(new XElement("error", new XAttribute("message", string.Join("; ", report.Verdict.Reasons))));
        XElement views = Case("every view is the server's", report);
        if (report.Clients.HashMismatches > 0) views.Add(new XElement("failure", new XAttribute("message", $"{report.Clients.HashMismatches} of {report.Clients.HashChecks} state hashes differ")));
        XElement[] cases = [run, views, .. report.Thresholds.Select(result => CaseOf(result, report))];
        return new XDocument(new XElement(
            "testsuite",
            new XAttribute("name", $"loadtest {report.Scenario}"),
            new XAttribute("tests", cases.Length),
            new XAttribute("failures", cases.Count(one => one.Element("failure") is not null)),
            new XAttribute("errors", cases.Count(one => one.Element("error") is not null)),
            new XAttribute("skipped", cases.Count(one => one.Element("skipped") is not null)),
            new XAttribute("time", Number(report.MeasuredSeconds)),
            new XAttribute("timestamp", report.StartedUtc.ToString("s", CultureInfo.InvariantCulture)),
            cases));
    }

    private static XElement CaseOf(ThresholdResult result, LoadReport report)
    {
        XElement one = Case(result.Threshold, report);
        string figure = result.Figure is { } measured ? Number(measured) : "nothing";
        if (result.Holds is null) one.Add(new XElement("skipped", new XAttribute("message", "it was not measured")));
        else if (result.Holds == false) one.Add(new XElement("failure", new XAttribute("message", $"{figure} was measured")));
        else one.Add(new XElement("system-out", $"{figure} was measured"));
        return one;
    }

    private static XElement Case(string name, LoadReport report) =>
        new("testcase", new XAttribute("classname", $"loadtest.{report.Scenario}"), new XAttribute("name", name), new XAttribute("time", Number(report.MeasuredSeconds)));

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
