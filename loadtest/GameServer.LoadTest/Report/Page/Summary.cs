using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using GameServer.LoadTest.Html;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Report.Page;

/// <summary>The verdict, and the dozen figures that one looks for first.</summary>
internal static class Summary
{
    public const string Style = """
        .verdict{display:flex;gap:14px;align-items:center;flex-wrap:wrap;margin:0 0 6px}
        .badge{font-weight:700;letter-spacing:.04em;padding:3px 14px;border-radius:999px;border:2px solid currentColor;white-space:nowrap}
        .pass{color:var(--good)}.fail{color:var(--bad)}.invalid{color:var(--odd)}
        .reasons{margin:14px 0 0;padding:12px 18px 12px 34px}
        .tiles{display:grid;gap:10px;grid-template-columns:repeat(auto-fill,minmax(165px,1fr));margin:18px 0}
        .tile{padding:10px 14px}
        .tile span{display:block;font-size:.8rem;color:var(--soft)}
        .tile b{font-size:1.35rem;line-height:1.25;font-variant-numeric:tabular-nums}
        .tile small{display:block;color:var(--soft);font-size:.8rem;line-height:1.35}
        section p.soft{margin:-8px 0 12px}
        section p.quiet{margin:12px 0 0}
        @media (max-width:480px){.tiles{grid-template-columns:1fr 1fr}.tile b{font-size:1.15rem}main{padding:16px 10px 32px}}
        """;

    public static string WordOf(ExitCode code) => code switch
    {
        ExitCode.Pass => "PASS",
        ExitCode.Fail => "FAIL",
        _ => "INVALID",
    };

    public static XElement Of(LoadReport report) => Tag.Of(
        "header",
        null,
        Tag.Of("div", "verdict", Tag.Of("h1", null, report.Scenario), Tag.Of("span", $"badge {StyleOf(report.Verdict.Code)}", $"{SignOf(report.Verdict.Code)} {WordOf(report.Verdict.Code)}")),
        Tag.Of("p", "soft", Sentence(report)),
        report.Verdict.Reasons.Count > 0 ? Tag.Of("ul", $"card reasons {StyleOf(report.Verdict.Code)}", report.Verdict.Reasons.Select(reason => Tag.Of("li", null, reason))) : null,
        Tag.Of("div", "tiles", Tiles(report)));

    private static string Sentence(LoadReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Figure.Of((long)report.Bots)} bots ({report.Mix}) at {report.RateHz} Hz against {(report.Spawned ? "a server of its own" : report.Server)}, {report.MeasuredSeconds:0} s measured, seed {report.Seed}, {report.StartedUtc:yyyy-MM-dd HH:mm} UTC{(report.Interrupted ? ". Interrupted: someone ended it early." : ".")}");

    private static IEnumerable<XElement> Tiles(LoadReport report)
    {
        ClientFigures clients = report.Clients;
        yield return Tile("players at once", Figure.Of((long)clients.PlayingMax), $"{Figure.Of((long)clients.Disconnected)} lost, {Figure.Of((long)clients.ConnectFailed)} refused");
        yield return Tile("state hashes checked", Figure.Of(clients.HashChecks), $"{Figure.Of(clients.HashMismatches)} wrong");
        yield return Times("snapshot age p99", clients.SnapshotAge);
        yield return Times("snapshot gap p99", clients.SnapshotGap);
        yield return Times("input to effect p99", clients.InputToEffect);
        if (clients.ConnectTime.Count > 0) yield return Times("connect time p99", clients.ConnectTime);
        yield return Tile("down per client", $"{Figure.Of(clients.DownBytesPerClientSecond * 8 / 1000)} kbit/s", $"up {Figure.Of(clients.UpBytesPerClientSecond * 8 / 1000)}, payload");
        if (report.ServerSide is { LateTicks: { } late } ticks) yield return Tile("late ticks", Figure.Of(late), $"of {Figure.Of(ticks.Ticks)}, cost p99 {Figure.Of(ticks.TickCostP99Ms)} ms");
        if (report.ServerSide is { } server) yield return Tile("server CPU", $"{Figure.Of(server.CpuUsPerClientTick)} µs", $"per client-tick; bots {Figure.Of(report.Swarm.CpuUsPerClientTick)}");
        if (report.CostPer1000 is { } cost) yield return Tile("1,000 players", $"{Figure.Of(cost.ServerCores)} cores", $"{Figure.Of(cost.DownMbitPerSecond)} Mbit/s down");
    }

    private static XElement Times(string name, Spread spread) =>
        spread.Count == 0 ? Tile(name, "–", "never measured") : Tile(name, $"{Figure.Of(spread.P99Ms)} ms", $"p50 {Figure.Of(spread.P50Ms)}, max {Figure.Of(spread.MaxMs)}");

    private static XElement Tile(string name, string value, string beside) => Tag.Of("div", "card tile", Tag.Of("span", null, name), Tag.Of("b", null, value), " ", Tag.Of("small", null, beside));

    // A sign besides the colour, for those who do not see it.
    private static string SignOf(ExitCode code) => code switch
    {
        ExitCode.Pass => "✓",
        ExitCode.Fail => "✗",
        _ => "?",
    };

    private static string StyleOf(ExitCode code) => WordOf(code).ToLowerInvariant();
}
