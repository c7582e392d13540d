using System.Globalization;
using System.Xml.Linq;
using GameServer.LoadTest.Html;

namespace GameServer.LoadTest.Report.Page;

/// <summary>All that one needs to run it again, and to judge whether another machine's figures may be compared.</summary>
internal static class EnvironmentTable
{
    public static XElement Of(LoadReport report) => TableView.Pairs(
        [
            ("Scenario", report.Scenario),
            ("Started", report.StartedUtc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC"),
            ("Bots", $"{Figure.Of((long)report.Bots)} ({report.Mix}) on {report.Threads} {(report.Threads == 1 ? "thread" : "threads")}, seed {report.Seed}"),
            ("Server", $"{report.Server}, {report.RateHz} Hz, {Figure.Of((long)report.PlayersPerRoom)} seats per room{(report.Spawned ? ", started for this run" : "")}"),
            ("Machine", $"{report.Processors} processors, {report.System}"),
            ("Runtime", report.Runtime),
        ]);
}
