using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using GameServer.LoadTest.Floor;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Thresholds;

namespace GameServer.LoadTest.Report;

/// <summary>A report for people: one line per subject, figures with their units.</summary>
internal static class ReportText
{
    public static string Of(LoadReport report)
    {
        StringBuilder text = new();
        ClientFigures clients = report.Clients;
        Line(text, "", $"{report.Scenario}: {report.Bots} bots ({report.Mix}) at {report.RateHz} Hz against {report.Server}, {report.MeasuredSeconds:F1} s measured{(report.Interrupted ? ", INTERRUPTED" : "")}");
        Line(text, "bots", $"{clients.Connected} connected, {clients.ConnectFailed} failed, {clients.Disconnected} disconnected; {clients.PlayingMax} played at once");
        Reasons(text, clients.ConnectFailures);
        Reasons(text, clients.Disconnects);
        Line(text, "state hashes", $"{clients.HashChecks} checked over the whole run ({clients.ViewHashChecks} of whole views), {clients.HashMismatches} mismatches");
        if (clients.MismatchesOnAlteringNetworks > 0) Line(text, "", $"  {clients.MismatchesOnAlteringNetworks} more on networks that alter datagrams, found and healed");
        Line(text, "snapshot age", $"{Of(clients.SnapshotAge)}");
        Line(text, "input to effect", $"{Of(clients.InputToEffect)}");
        Line(text, "snapshot gap", $"{Of(clients.SnapshotGap)}");
        if (clients.ConnectTime.Count > 0) Line(text, "connect time", $"{Of(clients.ConnectTime)}");
        if (clients.ResumeTime.Count > 0) Line(text, "resume time", $"{Of(clients.ResumeTime)}");
        if (clients.RoundTrip.Count > 0) Line(text, "round trip", $"{Of(clients.RoundTrip)}");
        Line(text, "down per client", $"{clients.DownBytesPerClientSecond:F0} B/s ({clients.DownWireBytesPerClientSecond:F0} with headers), {clients.DownBytesPerDatagram:F0} B per datagram");
        Line(text, "up per client", $"{clients.UpBytesPerClientSecond:F0} B/s ({clients.UpWireBytesPerClientSecond:F0} with headers), {clients.UpBytesPerDatagram:F0} B per datagram");
        Line(text, "all clients", $"{clients.SnapshotsPerSecond:F0} snapshots/s, {clients.EntityUpdatesPerSecond:F0} entity updates/s");
        Line(text, "snapshots", $"{clients.SnapshotsLost} lost ({clients.SnapshotLossShare:P3}), {clients.SnapshotsDuplicate} duplicate, {clients.SnapshotsStale} stale, {clients.BaselinesMissing} without baseline, {clients.Malformed} malformed");
        Line(text, "inputs", $"{clients.InputsMissedShare:P3} missed by their tick, {clients.SendFailures} datagrams not sent");
        if (clients.Predictions > 0) Line(text, "predictions", $"{clients.Mispredictions} of {clients.Predictions} corrected");
        if (clients.Corrections is { } sizes) Line(text, "correction sizes", $"p50 {sizes.P50:F2} · p95 {sizes.P95:F2} · p99 {sizes.P99:F2} · max {sizes.Max:F2} units, {sizes.Count} of them");
        Swarm(text, report.Swarm);
        if (report.ServerSide is { } server) Server(text, server);
        else Line(text, "server", $"neither its status nor its process could be read");
        if (report.Floor is { } floor) Floor(text, floor);
        if (report.CostPer1000 is { } cost) Line(text, "per 1,000 players", $"{cost.ServerCores:F2} cores, {cost.DownMbitPerSecond:F1} Mbit/s down and {cost.UpMbitPerSecond:F1} up with headers");
        if (report.Networks.Count > 1) Networks(text, report);
        if (report.Phases.Count(phase => phase.Measured) > 1) Phases(text, report);
        foreach (ThresholdResult result in report.Thresholds) Line(text, result.Holds switch { true => "  holds", false => "  BROKEN", _ => "  unknown" }, $"{result.Threshold} ({(result.Figure is { } figure ? figure : double.NaN):0.###})");
        Verdict(text, report.Verdict);
        return text.ToString();
    }

    private static void Networks(StringBuilder text, LoadReport report)
    {
        foreach (NetworkFigures network in report.Networks)
        {
            ClientFigures clients = network.Clients;
            Line(text, $"on {network.Name}", $"age p50 {clients.SnapshotAge.P50Ms:F1} p99 {clients.SnapshotAge.P99Ms:F1} · input to effect p50 {clients.InputToEffect.P50Ms:F1} ms · gap p99 {clients.SnapshotGap.P99Ms:F1} ms · {clients.SnapshotLossShare:P2} lost · {clients.DownBytesPerClientSecond:F0} B/s");
        }
    }

    private static void Phases(StringBuilder text, LoadReport report)
    {
        foreach (PhaseFigures phase in report.Phases)
        {
            ClientFigures clients = phase.Clients;
            Line(text, $"in {phase.Name}", $"{phase.Seconds:F0} s, up to {clients.PlayingMax} playing · {clients.Connected} connects, {clients.ConnectFailed} failed, {clients.Disconnected} lost · age p99 {clients.SnapshotAge.P99Ms:F1} ms · {phase.ServerSide?.LateTicks} late ticks");
        }
    }

    private static void Swarm(StringBuilder text, SwarmFigures swarm)
    {
        Line(text, "swarm CPU", $"{swarm.CpuUsPerClientTick:F2} µs per client-tick ({swarm.CpuSeconds:F2} s)");
        Line(text, "swarm lateness", $"inputs sampled {Of(swarm.SamplingLateness)}; {swarm.InputsTickLateShare:P3} a tick or more");
    }

    private static void Server(StringBuilder text, ServerFigures server)
    {
        Line(text, "server CPU", $"{server.CpuUsPerClientTick:F2} µs per client-tick ({server.CpuSeconds:F2} s by its {server.CpuSource})");
        if (server.StageNsPerClientTick is not { } stages) return;
        Line(text, "server stages", $"receive {stages.Receive:F0}, simulate {stages.Simulate:F0}, grid {stages.Grid:F0}, interest {stages.Interest:F0}, write {stages.Write:F0}, flush {stages.Flush:F0} ns per client-tick");
        Line(text, "server ticks", $"{server.LateTicks} late of {server.Ticks}, {server.ForgivenTicks} forgiven; cost p50 {server.TickCostP50Ms:F2} ms; in the worst of {server.SampledSeconds} sampled seconds cost p99 {server.TickCostP99Ms:F2} max {server.TickCostMaxMs:F2} ms, start p99 {server.LatenessP99Ms:F3} ms late");
        Line(text, "server traffic", $"{server.DatagramsIn} datagrams in, {server.DatagramsOut} out, {server.Resends} resends, {server.KernelDrops} dropped by the kernel; {server.EntityCount} entities, {server.EntityUpdatesPerEncoding:F1} updates per encoding");
        Line(text, "server memory", $"{server.AllocatedBytes} B allocated, {server.Collections} collections");
        if (server.QueueDepthsMax is { } queues) Line(text, "server queues", $"fullest {string.Join(", ", queues.Select(queue => string.Create(CultureInfo.InvariantCulture, $"{queue.Key} {queue.Value:P1}")))}");
        Drops(text, "transport drops", server.TransportDrops);
        Drops(text, "session drops", server.SessionDrops);
    }

    private static void Floor(StringBuilder text, FloorFigures floor)
    {
        string runs = string.Join(", ", floor.Runs.Select(run => string.Create(
            CultureInfo.InvariantCulture, $"server {run.ServerUsPerClientTick:F2} client {run.ClientUsPerClientTick:F2}{(run.Valid ? "" : " (starved)")}")));
        Line(text, "floor", $"{runs} µs per client-tick; two cores would hold {floor.ClientsHeld:F0} of its clients");
        Line(text, "against the floor", $"server {floor.ServerRatio:F2} ×, bots {floor.SwarmRatio:F2} ×, this run's bots are {floor.HeldRatio:F2} of its clients");
    }

    private static void Verdict(StringBuilder text, Verdict verdict)
    {
        string word = verdict.Code switch
        {
            ExitCode.Pass => "PASS",
            ExitCode.Fail => "FAIL",
            _ => "INVALID",
        };
        Line(text, "", $"{word}{(verdict.Reasons.Count > 0 ? ": " : "")}{string.Join("; ", verdict.Reasons)}");
    }

    private static void Reasons(StringBuilder text, IReadOnlyDictionary<string, int> reasons)
    {
        foreach ((string reason, int count) in reasons.OrderByDescending(pair => pair.Value)) Line(text, "", $"  {count} × {reason}");
    }

    private static void Drops(StringBuilder text, string name, IReadOnlyDictionary<string, long>? drops)
    {
        if (drops is { Count: > 0 }) Line(text, name, $"{string.Join(", ", drops.Select(pair => $"{pair.Key} {pair.Value}"))}");
    }

    private static string Of(Spread spread) =>
        spread.Count == 0 ? "never measured" : string.Create(CultureInfo.InvariantCulture, $"p50 {spread.P50Ms:F2} · p99 {spread.P99Ms:F2} · p99.9 {spread.P999Ms:F2} · max {spread.MaxMs:F2} ms");

    private static void Line(StringBuilder text, string name, System.FormattableString value)
    {
        if (name.Length > 0) text.Append("  ").Append(name.PadRight(19));
        text.Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
