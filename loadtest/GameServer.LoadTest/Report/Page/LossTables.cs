using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using GameServer.LoadTest.Html;

namespace GameServer.LoadTest.Report.Page;

/// <summary>Players, snapshots, datagrams and messages that were lost, each with its reason.</summary>
internal static class LossTables
{
    public static IEnumerable<XElement> Of(LoadReport report)
    {
        List<(string, string, string)> rows = [.. Players(report.Clients), .. Snapshots(report.Clients), .. Server(report.ServerSide)];
        yield return TableView.Of([("What", ""), ("Reason", ""), ("Count", "")], rows.Select(row => new object?[] { row.Item1, row.Item2, row.Item3 }), "words");
    }

    private static IEnumerable<(string, string, string)> Players(ClientFigures clients)
    {
        if (clients.Disconnects.Count == 0) yield return ("Disconnects", "nobody lost a seat", "0");
        foreach ((string reason, int count) in clients.Disconnects.OrderByDescending(pair => pair.Value)) yield return ("Disconnects", reason, Figure.Of((long)count));
        if (clients.ConnectFailures.Count == 0) yield return ("Connect failures", "nobody was refused", "0");
        foreach ((string reason, int count) in clients.ConnectFailures.OrderByDescending(pair => pair.Value)) yield return ("Connect failures", reason, Figure.Of((long)count));
    }

    private static IEnumerable<(string, string, string)> Snapshots(ClientFigures clients)
    {
        yield return ("Snapshots", $"lost on the way, {Figure.Percent(clients.SnapshotLossShare)}", Figure.Of(clients.SnapshotsLost));
        yield return ("Snapshots", "came twice", Figure.Of(clients.SnapshotsDuplicate));
        yield return ("Snapshots", "came after newer ones", Figure.Of(clients.SnapshotsStale));
        yield return ("Snapshots", "coded against what the client had not", Figure.Of(clients.BaselinesMissing));
        yield return ("Snapshots", "malformed", Figure.Of(clients.Malformed));
        yield return ("Views", "wrong for a moment on networks that alter datagrams, found by their hash", Figure.Of(clients.MismatchesOnAlteringNetworks));
        yield return ("Inputs", "missed by their tick", Figure.Percent(clients.InputsMissedShare));
        yield return ("Inputs", "datagrams that the kernel would not send", Figure.Of(clients.SendFailures));
    }

    private static IEnumerable<(string, string, string)> Server(ServerFigures? server)
    {
        if (server?.KernelDrops is not { } kernel) yield break;
        yield return ("Server, kernel", "the socket was not read in time", Figure.Of(kernel));
        foreach ((string reason, long count) in server.TransportDrops ?? new Dictionary<string, long>()) yield return ("Server, transport", reason, Figure.Of(count));
        foreach ((string reason, long count) in server.SessionDrops ?? new Dictionary<string, long>()) yield return ("Server, sessions", reason, Figure.Of(count));
        foreach ((string queue, double share) in server.QueueDepthsMax ?? new Dictionary<string, double>()) yield return ("Server, queues", $"{queue}, fullest of {server.SampledSeconds} looks", Figure.Percent(share));
    }
}
