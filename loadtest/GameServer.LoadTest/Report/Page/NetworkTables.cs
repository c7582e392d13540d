using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using GameServer.LoadTest.Html;

namespace GameServer.LoadTest.Report.Page;

/// <summary>What players saw over each class of network, in all and phase by phase.</summary>
internal static class NetworkTables
{
    private static readonly (string Name, string Unit)[] s_heads =
    [
        ("Network", ""), ("Connects", ""), ("Lost", ""), ("Round trip p50", "ms"), ("Age p50", "ms"), ("Age p99", "ms"), ("Age p99.9", "ms"), ("Gap p99", "ms"), ("Input p50", "ms"), ("Input p99", "ms"),
        ("Loss", ""), ("Inputs missed", ""), ("Corrected", ""), ("By, p95", "units"), ("Down", "kbit/s each"), ("Hashes", ""), ("Mismatches", ""),
    ];

    /// <summary>None when there is only one class.</summary>
    public static IEnumerable<XElement> Of(LoadReport report)
    {
        if (report.Networks.Count < 2) yield break;
        yield return TableView.Of(s_heads, report.Networks.Select(RowOf));
        foreach (PhaseFigures phase in report.Phases.Where(phase => phase.Measured && report.Phases.Count(other => other.Measured) > 1))
        {
            yield return Tag.Of("details", null, Tag.Of("summary", "soft", $"in {phase.Name}"), TableView.Of(s_heads, phase.Networks.Select(RowOf)));
        }
    }

    private static IEnumerable<object?> RowOf(NetworkFigures network)
    {
        ClientFigures clients = network.Clients;
        yield return network.Name;
        yield return Figure.Of((long)clients.Connected);
        yield return Figure.Of((long)clients.Disconnected);
        yield return Ms(clients.RoundTrip, clients.RoundTrip.P50Ms);
        yield return Ms(clients.SnapshotAge, clients.SnapshotAge.P50Ms);
        yield return Ms(clients.SnapshotAge, clients.SnapshotAge.P99Ms);
        yield return Ms(clients.SnapshotAge, clients.SnapshotAge.P999Ms);
        yield return Ms(clients.SnapshotGap, clients.SnapshotGap.P99Ms);
        yield return Ms(clients.InputToEffect, clients.InputToEffect.P50Ms);
        yield return Ms(clients.InputToEffect, clients.InputToEffect.P99Ms);
        yield return Figure.Percent(clients.SnapshotLossShare);
        yield return Figure.Percent(clients.InputsMissedShare);
        yield return clients.Predictions > 0 ? Figure.Percent(clients.Mispredictions / (double)clients.Predictions) : "–";
        yield return Figure.Of(clients.Corrections?.P95);
        yield return Figure.Of(clients.DownBytesPerClientSecond * 8 / 1000);
        yield return Figure.Of(clients.HashChecks);
        yield return Figure.Of(clients.HashMismatches);
    }

    private static string Ms(Spread spread, double value) => spread.Count > 0 ? Figure.Of(value) : "–";
}
