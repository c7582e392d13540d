using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using GameServer.LoadTest.Html;

namespace GameServer.LoadTest.Report.Page;

/// <summary>What happened in each phase.</summary>
internal static class PhaseTable
{
    private static readonly (string Name, string Unit)[] s_heads =
    [
        ("Phase", ""), ("Began", ""), ("Lasted", "s"), ("Players", "at once"), ("Connects", ""), ("Refused", ""), ("Lost", ""), ("Missing", "at the end"), ("Age p50", "ms"), ("Age p99", "ms"), ("Gap p99", "ms"),
        ("Input p99", "ms"), ("Connect p99", "ms"), ("Back p99", "ms"), ("Loss", ""), ("Down", "kbit/s each"), ("Late ticks", ""), ("Tick p99", "ms"), ("Server", "µs per client-tick"), ("Bots late p99", "ms"),
    ];

    public static XElement Of(LoadReport report) => TableView.Of(s_heads, report.Phases.Select(RowOf));

    private static IEnumerable<object?> RowOf(PhaseFigures phase)
    {
        ClientFigures clients = phase.Clients;
        string profile = phase.Profile == phase.Name ? "" : phase.Profile;
        string remark = string.Join(", ", new[] { profile, phase.Measured ? "" : "not measured" }.Where(word => word.Length > 0));
        yield return Tag.Of("td", null, phase.Name, remark.Length > 0 ? Tag.Of("small", null, remark) : null);
        yield return Figure.Clock(phase.StartSeconds);
        yield return Figure.Of(phase.Seconds);
        yield return Figure.Of((long)clients.PlayingMax);
        yield return Figure.Of((long)clients.Connected);
        yield return Figure.Of((long)clients.ConnectFailed);
        yield return Figure.Of((long)clients.Disconnected);
        yield return Figure.Of((long)clients.Missing);
        foreach (string cell in Times(clients)) yield return cell;
        yield return Ms(clients.ConnectTime.Count, clients.ConnectTime.P99Ms);
        yield return Ms(clients.ResumeTime.Count, clients.ResumeTime.P99Ms);
        yield return Figure.Percent(clients.SnapshotLossShare);
        yield return Figure.Of(clients.DownBytesPerClientSecond * 8 / 1000);
        yield return phase.ServerSide?.LateTicks is { } late ? $"{Figure.Of(late)} of {Figure.Of(phase.ServerSide.Ticks)}" : "–";
        yield return Figure.Of(phase.ServerSide?.TickCostP99Ms);
        yield return Figure.Of(phase.ServerSide?.CpuUsPerClientTick);
        yield return Ms(phase.Swarm.SamplingLateness.Count, phase.Swarm.SamplingLateness.P99Ms);
    }

    private static IEnumerable<string> Times(ClientFigures clients)
    {
        yield return Ms(clients.SnapshotAge.Count, clients.SnapshotAge.P50Ms);
        yield return Ms(clients.SnapshotAge.Count, clients.SnapshotAge.P99Ms);
        yield return Ms(clients.SnapshotGap.Count, clients.SnapshotGap.P99Ms);
        yield return Ms(clients.InputToEffect.Count, clients.InputToEffect.P99Ms);
    }

    private static string Ms(long count, double value) => count > 0 ? Figure.Of(value) : "–";
}
