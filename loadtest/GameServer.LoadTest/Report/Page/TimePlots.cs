using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using GameServer.LoadTest.Html;

namespace GameServer.LoadTest.Report.Page;

/// <summary>Which of a run's seconds are drawn, and how. Everything in <see cref="SeriesPoint"/> and <see cref="ServerPoint"/> is.</summary>
internal sealed class TimePlots
{
    // Of few players' ticks, one costs whatever waking up costs.
    private const double LeastShare = 0.5;

    private readonly SeriesColumns _columns;
    private readonly List<PlotLine> _quiet = [];
    private readonly double _fewPlayers;

    private TimePlots(LoadReport report)
    {
        _columns = new SeriesColumns(report);
        _fewPlayers = report.Clients.PlayingMax * LeastShare;
    }

    /// <summary>In the order in which one looks for trouble, and last a line that names what was zero throughout.</summary>
    public static IEnumerable<XElement> Of(LoadReport report)
    {
        if (report.Series.Count == 0) return [];
        TimePlots plots = new(report);
        XElement[] all = [.. plots.Players(), .. plots.Views(), .. plots.Server(report), .. plots.Costs(report), .. plots.Trouble(report)];
        XElement[] quiet = plots._quiet.Count == 0 ? [] : [Tag.Of("p", "soft quiet", "Zero throughout: ", plots._quiet.Select((line, index) => Tag.Of("span", null, Tag.With("data-key", line.Key), index == 0 ? line.Label : $", {line.Label}")), ".")];
        if (all.Length > 0) all[0].SetAttributeValue("data-times", string.Join(' ', plots._columns.Clocks));
        return [.. all, .. quiet];
    }

    private IEnumerable<XElement> Players()
    {
        return Drawn(
            Plot("Players", "bots in play", Folded("Each value is the mean"), [Mean("wanted", "wanted", point => point.Wanted), Mean("playing", "playing", point => point.Playing), Mean("by the server's count", "server.players", point => point.Server?.Players)]),
            Plot("Comings and goings", "per second", "", [Bars("connects", "connects", point => point.Connects), Bars("lost", "disconnects", point => point.Disconnects), Bars("refused", "connectFailures", point => point.ConnectFailures)]),
            Plot("Connect time", "ms", "From the moment the plan wanted the bot there; those who came back after losing a seat apart.", [Worst("p99", "connectTimeP99Ms", point => point.ConnectTimeP99Ms), Worst("back again, p99", "resumeTimeP99Ms", point => point.ResumeTimeP99Ms)]));
    }

    private IEnumerable<XElement> Views()
    {
        return Drawn(
            Plot("Snapshot age", "ms", "Time since the shown tick was due, at every tick a player was owed one.", [Worst("p50", "snapshotAgeP50Ms", point => point.SnapshotAgeP50Ms), Worst("p99", "snapshotAgeP99Ms", point => point.SnapshotAgeP99Ms)]),
            Plot("Snapshot gap", "ms", "Between what came and what came next. A stall shows in the second it ended.", [Worst("p99", "snapshotGapP99Ms", point => point.SnapshotGapP99Ms), Worst("max", "snapshotGapMaxMs", point => point.SnapshotGapMaxMs)]),
            Plot("Input to effect", "ms", "From sampling an input to seeing the tick that consumed it; beside it the round trip.", [Worst("p50", "inputToEffectP50Ms", point => point.InputToEffectP50Ms), Worst("p99", "inputToEffectP99Ms", point => point.InputToEffectP99Ms), Worst("round trip p50", "roundTripP50Ms", point => point.RoundTripP50Ms)]),
            Plot("Bandwidth", "Mbit/s of payload, all players", "", [Mean("down", "downBytesPerSecond", point => point.DownBytesPerSecond * 8 / 1e6), Mean("up", "upBytesPerSecond", point => point.UpBytesPerSecond * 8 / 1e6)]),
            Plot("Lost snapshots", "%", "", [Worst("lost", "lossShare", point => Math.Max(0, point.LossShare) * 100)]),
            Plot("Snapshots", "per second, all players", "", [Mean("applied", "snapshotsPerSecond", point => point.SnapshotsPerSecond), Mean("hashes checked", "hashChecks", point => point.HashChecks), Bars("mismatches", "hashMismatches", point => point.HashMismatches)]),
            Plot("Predictions", "% corrected", "", [Mean("corrected", "mispredictedShare", point => point.MispredictedShare * 100)]),
            Plot("Corrections", "game units", "How far the server's word moved what players saw, 95 of 100 times at most.", [Worst("p95", "correctionUnitsP95", point => point.CorrectionUnitsP95)]));
    }

    private IEnumerable<XElement> Server(LoadReport report)
    {
        return Drawn(
            Plot(
                "Server ticks", "ms", "What a tick cost with its publishing and sending, by the server's own account.",
                [Worst("p50", "server.tickCostP50Ms", point => point.Server?.TickCostP50Ms), Worst("p99", "server.tickCostP99Ms", point => point.Server?.TickCostP99Ms), Worst("max", "server.tickCostMaxMs", point => point.Server?.TickCostMaxMs)],
                ("a tick lasts", 1000.0 / report.RateHz)),
            Plot("Late starts", "ms, p99", "How late ticks began.", [Worst("lateness", "server.latenessP99Ms", point => point.Server?.LatenessP99Ms)]),
            Plot("Late ticks", "per second", "Late: begun over 1 ms late, or over after the next was due. Forgiven: given up.", [Bars("late", "server.lateTicks", point => point.Server?.LateTicks), Bars("forgiven", "server.forgivenTicks", point => point.Server?.ForgivenTicks)]));
    }

    private IEnumerable<XElement> Costs(LoadReport report)
    {
        return Drawn(
            Plot("CPU", "cores", $"Of {report.Processors} that this machine has.", [Mean("server", "server.cpuCores", point => point.Server?.CpuCores), Mean("bots", "swarmCpuCores", point => point.SwarmCpuCores)]),
            Plot("CPU for one player", "µs per client-tick", "Seconds with few players are left out: waking up for one costs as much as for many.", [Mean("server", "server.cpuUsPerClientTick", point => Few(point) ? null : point.Server?.CpuUsPerClientTick), Mean("bots", "swarmCpuUsPerClientTick", point => Few(point) ? null : point.SwarmCpuUsPerClientTick)]),
            Plot("Server allocations", "kB per second", "Answering for its status is about 100 of them.", [Mean("allocated", "server.allocatedBytes", point => point.Server?.AllocatedBytes / 1e3)]),
            Plot("Server collections", "per second", "", [Bars("collections", "server.collections", point => point.Server?.Collections)]));
    }

    private IEnumerable<XElement> Trouble(LoadReport report)
    {
        string[] queues = [.. report.Series.SelectMany(point => point.Server?.QueueDepths?.Keys ?? []).Distinct(StringComparer.Ordinal).Take(4)];
        return Drawn(
            Plot("Server drops", "per second", "", [Bars("by the kernel", "server.kernelDrops", point => point.Server?.KernelDrops), Bars("by the transport", "server.transportDrops", point => point.Server?.TransportDrops), Bars("by sessions", "server.sessionDrops", point => point.Server?.SessionDrops)]),
            Plot("Server queues", "% of their limits", "As full as they were when the second ended.", [.. queues.Select(name => Worst(name, $"server.queueDepths.{name}", point => Depth(point, name)))]),
            Plot(
                "Lateness of the bots", "ms, p99", "How late the load generator itself was. Above half a tick the run is invalid.",
                [Worst("inputs sampled late", "samplingLatenessP99Ms", point => point.SamplingLatenessP99Ms)],
                ("half a tick", 500.0 / report.RateHz)));
    }

    private bool Few(SeriesPoint point) => point.Playing < _fewPlayers;

    private static double? Depth(SeriesPoint point, string queue) => point.Server?.QueueDepths is { } depths && depths.TryGetValue(queue, out double depth) ? depth * 100 : null;

    private XElement? Plot(string title, string unit, string about, IReadOnlyList<PlotLine> lines, (string Name, double Value)? limit = null)
    {
        XElement? plot = TimePlot.Of(_columns.Scale, title, unit, about, lines, limit);
        if (plot is null) _quiet.AddRange(lines.Where(line => line.Values.Any(value => value is not null)).Select(line => line with { Label = $"{title.ToLowerInvariant()} ({line.Label})" }));
        return plot;
    }

    private static IEnumerable<XElement> Drawn(params XElement?[] plots) => plots.OfType<XElement>();

    private PlotLine Worst(string label, string key, Func<SeriesPoint, double?> of) => new(label, key, _columns.Worst(of));

    private PlotLine Mean(string label, string key, Func<SeriesPoint, double?> of) => new(label, key, _columns.Mean(of));

    private PlotLine Bars(string label, string key, Func<SeriesPoint, double?> of) => new(label, key, _columns.Mean(of), IsBars: true);

    private string Folded(string about) => _columns.SecondsPerColumn > 1 ? $"{about} of {_columns.SecondsPerColumn} seconds; of percentiles, elsewhere, the worst." : "";
}
