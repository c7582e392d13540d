using System.Globalization;
using GameServer.LoadTest.Floor;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Capacity;

/// <summary>What a search for capacity says.</summary>
internal static class CapacityText
{
    /// <summary>One run in one line: what became of it, and the figures that decide.</summary>
    public static string Of(int bots, LoadReport? report)
    {
        if (report is null) return $"{bots} bots: {ExitCode.Unusable}";
        ServerFigures? server = report.ServerSide;
        double lateShare = server is { Ticks: > 0, LateTicks: { } late } ? late / (double)server.Ticks : double.NaN;
        string reasons = report.Verdict.Reasons.Count > 0 ? ": " + string.Join("; ", report.Verdict.Reasons) : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{bots} bots: age p99 {report.Clients.SnapshotAge.P99Ms:F1} ms, {lateShare:P1} of ticks late, server {server?.CpuUsPerClientTick:F1}, bots {report.Swarm.CpuUsPerClientTick:F1} µs per client-tick, {report.Clients.DownBytesPerClientSecond * 8 / 1000:F0} kbit/s each: {report.Verdict.Code}{reasons}");
    }

    /// <summary>The answer as shares of what the raw floor does on this machine.</summary>
    public static string BesideFloor(int bots, FloorFigures? floor)
    {
        if (floor is null) return "the raw floor gave no figures\n";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            raw floor (F1) of the same minutes: server {floor.ServerUsPerClientTick:F2}, client {floor.ClientUsPerClientTick:F2} µs per client-tick; two cores hold {floor.ClientsHeld:F0} of its clients
            {bots} bots are {floor.HeldRatio:F2} of these; server CPU {floor.ServerRatio:F2} × F1's server, bot CPU {floor.SwarmRatio:F2} × F1's client

            """);
    }
}
