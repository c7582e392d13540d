using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using GameServer.LoadTest.Floor;
using GameServer.LoadTest.Html;

namespace GameServer.LoadTest.Report.Page;

/// <summary>What the run cost: for a thousand players, for one player and tick, and beside the raw floor where that was measured.</summary>
internal static class CostTables
{
    public const string Style = """
        .stages{display:flex;height:26px;border-radius:6px;overflow:hidden;margin:12px 0 4px}
        .stages i{display:block;border-right:2px solid var(--page)}
        .stages i:last-child{border-right:0}
        .s1{background:var(--c1)}.s2{background:var(--c2)}.s3{background:var(--c3)}.s4{background:var(--c4)}.s5{background:var(--odd)}.s6{background:var(--soft)}
        .legend.costs{margin:6px 0 14px}
        .legend.costs li::before{content:"";width:10px;height:10px;border-radius:2px;background:var(--own)}
        details{margin:10px 0}
        summary{cursor:pointer;margin:6px 0}
        """;

    private static readonly string[] s_colours = ["--c1", "--c2", "--c3", "--c4", "--odd", "--soft"];

    public static IEnumerable<XElement> Of(LoadReport report)
    {
        List<(string, string)> pairs = [.. Thousand(report), .. One(report), .. AgainstFloor(report.Floor)];
        yield return TableView.Pairs(pairs);
        if (report.ServerSide?.StageNsPerClientTick is not { } stages) yield break;
        (string Name, double Ns)[] all =
        [
            ("receive", stages.Receive), ("simulate", stages.Simulate), ("grid", stages.Grid), ("interest", stages.Interest), ("write", stages.Write), ("flush", stages.Flush),
        ];
        double sum = all.Sum(stage => stage.Ns);
        if (sum <= 0) yield break;
        yield return Tag.Of("p", "soft", Tag.With("style", "margin-top:16px"), $"Where the server's step spends it: {Figure.Of(sum / 1000)} µs per client-tick");
        yield return Tag.Of("div", "stages", all.Select((stage, index) => Tag.Of("i", $"s{index + 1}", Tag.With("style", $"width:{PlotFrame.Percent(stage.Ns / sum)}"), Tag.With("title", stage.Name))));
        yield return Tag.Of("ul", "legend costs", all.Select((stage, index) => Tag.Of("li", null, Tag.With("style", $"--own:var({s_colours[index]})"), stage.Name, " ", Tag.Of("b", null, $"{Figure.Of(stage.Ns)} ns"))));
    }

    private static IEnumerable<(string, string)> Thousand(LoadReport report)
    {
        if (report.CostPer1000 is not { } cost) yield break;
        yield return ("1,000 players, server", $"{Figure.Of(cost.ServerCores)} cores like this machine's");
        yield return ("1,000 players, down", $"{Figure.Of(cost.DownMbitPerSecond)} Mbit/s with headers");
        yield return ("1,000 players, up", $"{Figure.Of(cost.UpMbitPerSecond)} Mbit/s with headers");
    }

    private static IEnumerable<(string, string)> One(LoadReport report)
    {
        if (report.ServerSide is { } server) yield return ("Server CPU", $"{Figure.Of(server.CpuUsPerClientTick)} µs per client-tick, {Figure.Of(server.CpuSeconds)} s in all (by its {server.CpuSource})");
        yield return ("Bots' CPU", $"{Figure.Of(report.Swarm.CpuUsPerClientTick)} µs per client-tick, {Figure.Of(report.Swarm.CpuSeconds)} s in all");
        if (report.ServerSide is { AllocatedBytes: { } bytes } side) yield return ("Server memory", $"{Figure.Of(bytes / 1e6)} MB allocated, {Figure.Of(side.Collections)} collections");
        if (report.ServerSide?.EntityUpdatesPerEncoding is { } updates) yield return ("Sharing", $"{Figure.Of(updates)} entity updates sent for one encoded");
    }

    private static IEnumerable<(string, string)> AgainstFloor(FloorFigures? floor)
    {
        if (floor is null) yield break;
        yield return ("Raw floor (F1), same minutes", string.Create(CultureInfo.InvariantCulture, $"server {Figure.Of(floor.ServerUsPerClientTick)}, client {Figure.Of(floor.ClientUsPerClientTick)} µs per client-tick; two cores hold {Figure.Of(floor.ClientsHeld)} clients"));
        yield return ("Against the floor", $"server {Figure.Of(floor.ServerRatio)} ×, bots {Figure.Of(floor.SwarmRatio)} ×; this run's bots are {Figure.Of(floor.HeldRatio)} of its clients");
    }
}
