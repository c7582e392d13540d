using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Report;

/// <summary>Observations → figures. Pure: the same measurements always give the same report.</summary>
internal static class ReportBuilder
{
    public static ClientFigures ClientsOf(Measurements run, int headerBytes)
    {
        SwarmResult swarm = run.Swarm;
        SwarmTotals measured = swarm.Measured;
        double clientSeconds = measured.PlayedNs / (double)Timestamp.NanosecondsPerSecond;

        // Someone who ends the run while bots are still connecting takes their turn away; that is nobody's failure.
        int unfinished = run.Interrupted ? 0 : swarm.Unfinished;
        Dictionary<string, int> failures = new(swarm.ConnectFailures);
        if (unfinished > 0) failures["not connected when the time for it was over"] = unfinished;
        Dictionary<string, int> disconnects = run.Interrupted ? WithoutServerStop(swarm.Disconnects) : swarm.Disconnects;
        return new ClientFigures
        {
            Connected = swarm.Connected,
            PlayingMax = run.PlayingMax,
            ConnectFailed = failures.Values.Sum(),
            ConnectFailures = failures,
            Disconnected = disconnects.Values.Sum(),
            Disconnects = disconnects,
            HashChecks = swarm.WholeRun.HashChecks,
            ViewHashChecks = swarm.WholeRun.ViewHashChecks,
            HashMismatches = swarm.WholeRun.HashMismatches,
            SnapshotAge = Spread.Of(swarm.Times.SnapshotAge),
            InputToEffect = Spread.Of(swarm.Times.InputToEffect),
            SnapshotGap = Spread.Of(swarm.Times.SnapshotGap),
            DownBytesPerClientSecond = Ratio(measured.BytesIn, clientSeconds),
            DownWireBytesPerClientSecond = Ratio(measured.BytesIn + (headerBytes * measured.DatagramsIn), clientSeconds),
            UpBytesPerClientSecond = Ratio(measured.BytesOut, clientSeconds),
            UpWireBytesPerClientSecond = Ratio(measured.BytesOut + (headerBytes * measured.DatagramsOut), clientSeconds),
            DownBytesPerDatagram = Ratio(measured.BytesIn, measured.DatagramsIn),
            UpBytesPerDatagram = Ratio(measured.BytesOut, measured.DatagramsOut),
            SnapshotsPerSecond = Ratio(measured.SnapshotsApplied, run.MeasuredSeconds),
            EntityUpdatesPerSecond = Ratio(measured.EntityUpdates, run.MeasuredSeconds),
            SnapshotLossShare = Ratio(measured.SnapshotsLost, measured.SnapshotsApplied + measured.SnapshotsLost),
            SnapshotsLost = measured.SnapshotsLost,
            SnapshotsDuplicate = measured.SnapshotsDuplicate,
            SnapshotsStale = measured.SnapshotsStale,
            BaselinesMissing = measured.BaselinesMissing,
            Malformed = measured.Malformed,
            InputsMissedShare = Ratio(measured.InputsMissed, measured.InputsFresh + measured.InputsMissed),
            SendFailures = measured.SendFailures,
        };
    }

    public static SwarmFigures SwarmOf(Measurements run)
    {
        long clientTicks = run.Swarm.Measured.InputsSampled;
        return new SwarmFigures
        {
            ClientTicks = clientTicks,
            CpuSeconds = run.SwarmCpuSeconds,
            CpuUsPerClientTick = Ratio(run.SwarmCpuSeconds * 1e6, clientTicks),
            SamplingLateness = Spread.Of(run.Swarm.SamplingLateness),
            InputsTickLateShare = Ratio(run.Swarm.InputsTickLate, run.Swarm.SamplingLateness.Count),
        };
    }

    public static ServerFigures? ServerOf(Measurements run)
    {
        if (run.Before?.CpuSeconds is not { } cpuBefore || run.After?.CpuSeconds is not { } cpuAfter) return null;
        if (run.Before.Picture is { } before && run.After.Picture is { } after) return ServerOf(before, after, run.Samples);
        if (run.Before.Picture is not null || run.After.Picture is not null) return null;
        long clientTicks = run.Swarm.Measured.InputsSampled;
        double cpuSeconds = cpuAfter - cpuBefore;
        return new ServerFigures
        {
            CpuSource = "process",
            CpuSeconds = cpuSeconds,
            ClientTicks = clientTicks,
            CpuUsPerClientTick = Ratio(cpuSeconds * 1e6, clientTicks),
        };
    }

    private static ServerFigures ServerOf(ServerPicture before, ServerPicture after, IReadOnlyList<ServerPicture> samples)
    {
        IReadOnlyList<ServerPicture> seconds = samples.Count > 0 ? samples : [after];
        long clientTicks = Delta(shard => shard.ClientTickCount);
        double cpuSeconds = after.CpuSeconds - before.CpuSeconds;
        return new ServerFigures
        {
            CpuSource = "status",
            CpuSeconds = cpuSeconds,
            ClientTicks = clientTicks,
            CpuUsPerClientTick = Ratio(cpuSeconds * 1e6, clientTicks),
            StageNsPerClientTick = new StageFigures(
                Stage(stages => stages.ReceiveNs),
                Stage(stages => stages.SimulateNs),
                Stage(stages => stages.GridNs),
                Stage(stages => stages.InterestNs),
                Stage(stages => stages.WriteNs),
                Stage(stages => stages.FlushNs)),
            Ticks = Delta(shard => shard.TickCount),
            LateTicks = Delta(shard => shard.LateTickCount),
            ForgivenTicks = Delta(shard => shard.ForgivenTickCount),
            TickCostP50Ms = seconds.Select(second => second.Worst(shard => shard.TickCostP50Ns)).Order().ElementAt(seconds.Count / 2) / 1e6,
            TickCostP99Ms = seconds.Max(second => second.Worst(shard => shard.TickCostP99Ns)) / 1e6,
            TickCostMaxMs = seconds.Max(second => second.Worst(shard => shard.TickCostMaxNs)) / 1e6,
            LatenessP99Ms = seconds.Max(second => second.Worst(shard => shard.LatenessP99Ns)) / 1e6,
            SampledSeconds = seconds.Count,
            EntityCount = after.Shards.Sum(shard => shard.EntityCount),
            DatagramsIn = Delta(shard => shard.DatagramsIn),
            DatagramsOut = Delta(shard => shard.DatagramsOut),
            Resends = Delta(shard => shard.Resends),
            KernelDrops = after.KernelDrops - before.KernelDrops,
            EntityUpdatesPerEncoding = Ratio(Delta(shard => shard.EntityUpdates), Delta(shard => shard.EntityEncodings)),
            TransportDrops = Drops(before, after, shard => shard.TransportDrops),
            SessionDrops = Drops(before, after, shard => shard.SessionDrops),
            AllocatedBytes = after.Gc?.AllocatedBytes - before.Gc?.AllocatedBytes,
            Collections = after.Gc?.Gen0 - before.Gc?.Gen0,
        };

        long Delta(Func<ShardPicture, long> count) => after.Sum(count) - before.Sum(count);

        double Stage(Func<StageNs, long> cost) => Ratio(Delta(shard => shard.Stages is { } stages ? cost(stages) : 0), clientTicks);
    }

    /// <summary>Ctrl-C in a terminal reaches a spawned server as well: what it then says to its players is no failure.</summary>
    private static Dictionary<string, int> WithoutServerStop(Dictionary<string, int> disconnects) =>
        disconnects.Where(pair => !pair.Key.Contains("ServerStopping", StringComparison.Ordinal)).ToDictionary();

    private static Dictionary<string, long> Drops(ServerPicture before, ServerPicture after, Func<ShardPicture, Dictionary<string, long>?> counts)
    {
        Dictionary<string, long> deltas = [];
        Add(after, 1);
        Add(before, -1);
        return deltas.Where(pair => pair.Value != 0).ToDictionary();

        void Add(ServerPicture picture, long sign)
        {
            foreach (ShardPicture shard in picture.Shards)
            {
                foreach ((string reason, long count) in counts(shard) ?? []) deltas[reason] = deltas.GetValueOrDefault(reason) + (sign * count);
            }
        }
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
