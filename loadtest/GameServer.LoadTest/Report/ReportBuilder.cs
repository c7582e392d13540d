using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Scenarios;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Report;

/// <summary>Observations → figures. Pure: the same measurements always give the same report.</summary>
internal static class ReportBuilder
{
    /// <summary>What one tally of bots saw over a stretch of time.</summary>
    /// <param name="tally">Of that time.</param>
    /// <param name="seconds">Its length.</param>
    /// <param name="headerBytes">IP and UDP headers of one datagram.</param>
    public static ClientFigures ClientsOf(Tally tally, double seconds, int headerBytes)
    {
        SwarmTotals totals = tally.Totals;
        double clientSeconds = totals.PlayedNs / (double)Timestamp.NanosecondsPerSecond;
        return new ClientFigures
        {
            Connected = tally.Connected,
            ConnectFailed = tally.ConnectFailures.Values.Sum(),
            ConnectFailures = new Dictionary<string, int>(tally.ConnectFailures),
            Disconnected = tally.Disconnects.Values.Sum(),
            Disconnects = new Dictionary<string, int>(tally.Disconnects),
            HashChecks = totals.HashChecks,
            ViewHashChecks = totals.ViewHashChecks,
            HashMismatches = totals.HashMismatches,
            SnapshotAge = Spread.Of(tally.Times.SnapshotAge),
            InputToEffect = Spread.Of(tally.Times.InputToEffect),
            SnapshotGap = Spread.Of(tally.Times.SnapshotGap),
            RoundTrip = Spread.Of(tally.RoundTrip),
            ConnectTime = Spread.Of(tally.ConnectTime),
            ResumeTime = Spread.Of(tally.ResumeTime),
            DownBytesPerClientSecond = Ratio(totals.BytesIn, clientSeconds),
            DownWireBytesPerClientSecond = Ratio(totals.BytesIn + (headerBytes * totals.DatagramsIn), clientSeconds),
            UpBytesPerClientSecond = Ratio(totals.BytesOut, clientSeconds),
            UpWireBytesPerClientSecond = Ratio(totals.BytesOut + (headerBytes * totals.DatagramsOut), clientSeconds),
            DownBytesPerDatagram = Ratio(totals.BytesIn, totals.DatagramsIn),
            UpBytesPerDatagram = Ratio(totals.BytesOut, totals.DatagramsOut),
            SnapshotsPerSecond = Ratio(totals.SnapshotsApplied, seconds),
            EntityUpdatesPerSecond = Ratio(totals.EntityUpdates, seconds),
            SnapshotLossShare = Ratio(totals.SnapshotsLost, totals.SnapshotsApplied + totals.SnapshotsLost),
            SnapshotsLost = totals.SnapshotsLost,
            SnapshotsDuplicate = totals.SnapshotsDuplicate,
            SnapshotsStale = totals.SnapshotsStale,
            BaselinesMissing = totals.BaselinesMissing,
            Malformed = totals.Malformed,
            InputsMissedShare = Ratio(totals.InputsMissed, totals.InputsMissed + totals.InputsFresh),
            SendFailures = totals.SendFailures,
            Predictions = totals.Predictions,
            Mispredictions = totals.Mispredictions,
            Corrections = SizeSpread.Of(tally.Times.Corrections),
        };
    }

    /// <summary>The measured phases, with the counts of bots and of hash checks of the whole run: a seat that was refused before the measuring began is refused all the same.</summary>
    public static ClientFigures ClientsOf(RunLog run, int headerBytes)
    {
        PhaseLog measured = run.Measured();
        Tally whole = run.Whole().Honest();

        long altered = run.MismatchesOnAlteringNetworks();

        // Someone who ends the run while bots are still connecting takes their turn away; that is nobody's failure.
        Dictionary<string, int> failures = new(whole.ConnectFailures);
        if (run.Unfinished > 0 && !run.Interrupted) failures["not connected when the time for it was over"] = run.Unfinished;
        Dictionary<string, int> disconnects = run.Interrupted ? WithoutServerStop(whole.Disconnects) : whole.Disconnects;
        return ClientsOf(measured.Honest(), measured.Seconds, headerBytes) with
        {
            Connected = whole.Connected,
            PlayingMax = run.Phases.Max(phase => phase.PlayingMax),
            Missing = measured.Missing,
            ConnectFailed = failures.Values.Sum(),
            ConnectFailures = failures,
            Disconnected = disconnects.Values.Sum(),
            Disconnects = disconnects,
            HashChecks = whole.Totals.HashChecks,
            ViewHashChecks = whole.Totals.ViewHashChecks,
            HashMismatches = whole.Totals.HashMismatches - altered,
            MismatchesOnAlteringNetworks = altered,
            ConnectTime = Spread.Of(whole.ConnectTime),
            ResumeTime = Spread.Of(whole.ResumeTime),
        };
    }

    /// <summary>How what <see cref="ClientsOf(RunLog, int)"/> gives percentiles of is spread.</summary>
    public static IReadOnlyList<Distribution> DistributionsOf(RunLog run)
    {
        PhaseLog measured = run.Measured();
        Tally honest = measured.Honest();
        Tally whole = run.Whole().Honest();
        Distribution?[] all =
        [
            Times("snapshotAge", honest.Times.SnapshotAge),
            Times("snapshotGap", honest.Times.SnapshotGap),
            Times("inputToEffect", honest.Times.InputToEffect),
            Times("connectTime", whole.ConnectTime),
            Times("resumeTime", whole.ResumeTime),
            Times("roundTrip", honest.RoundTrip),
            Distribution.Of("corrections", "units", honest.Times.Corrections, BotTimes.PerGameUnit),
            Times("tickCostP99", measured.Samples.CostP99s),
            Times("samplingLateness", measured.SamplingLateness),
        ];
        return [.. all.OfType<Distribution>()];

        static Distribution? Times(string name, LatencyHistogram nanoseconds) => Distribution.Of(name, "ms", nanoseconds, Timestamp.NanosecondsPerMillisecond);
    }

    public static IReadOnlyList<NetworkFigures> NetworksOf(PhaseLog log, Scenario scenario, int headerBytes)
    {
        List<NetworkFigures> networks = [];
        for (int i = 0; i < log.Groups.Length; i++)
        {
            string name = i < scenario.Networks.Count ? scenario.Networks[i].Name : "griefers";
            bool isThere = i < scenario.Networks.Count || log.Groups[i].Connected > 0 || log.Groups[i].Totals.InputsSampled > 0;
            if (isThere) networks.Add(new NetworkFigures(name, ClientsOf(log.Groups[i], log.Seconds, headerBytes)));
        }

        return networks;
    }

    public static PhaseFigures PhaseOf(PhaseLog log, LoadPhase phase, Scenario scenario, int headerBytes) => new()
    {
        Name = phase.Name,
        Profile = phase.Profile,
        Measured = phase.IsMeasured,
        StartSeconds = log.StartSeconds,
        Seconds = log.Seconds,
        Clients = ClientsOf(log.Honest(), log.Seconds, headerBytes) with { PlayingMax = log.PlayingMax, Missing = log.Missing },
        Networks = NetworksOf(log, scenario, headerBytes),
        Swarm = SwarmOf(log),
        ServerSide = ServerOf(log),
    };

    public static SwarmFigures SwarmOf(PhaseLog log)
    {
        long clientTicks = ClientTicksOf(log);
        return new SwarmFigures
        {
            ClientTicks = clientTicks,
            CpuSeconds = log.SwarmCpuSeconds,
            CpuUsPerClientTick = Ratio(log.SwarmCpuSeconds * 1e6, clientTicks),
            SamplingLateness = Spread.Of(log.SamplingLateness),
            InputsTickLateShare = Ratio(log.InputsTickLate, log.SamplingLateness.Count),
        };
    }

    public static ServerFigures? ServerOf(PhaseLog log)
    {
        if (log.Before?.CpuSeconds is not { } cpuBefore || log.After?.CpuSeconds is not { } cpuAfter) return null;
        if (log.Before.Picture is { } before && log.After.Picture is { } after) return ServerOf(before, after, log.Samples, log.Seconds);
        if (log.Before.Picture is not null || log.After.Picture is not null) return null;
        long clientTicks = ClientTicksOf(log);
        double cpuSeconds = cpuAfter - cpuBefore;
        return new ServerFigures
        {
            CpuSource = "process",
            CpuSeconds = cpuSeconds,
            ClientTicks = clientTicks,
            CpuUsPerClientTick = Ratio(cpuSeconds * 1e6, clientTicks),
        };
    }

    private static ServerFigures ServerOf(ServerPicture before, ServerPicture after, ServerSamples samples, double seconds)
    {
        if (samples.Count == 0) samples.Add(after);   // shorter than a second
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
            TickCostP50Ms = samples.CostP50Ns / 1e6,
            TickCostP99Ms = samples.CostP99Ns / 1e6,
            TickCostMaxMs = samples.CostMaxNs / 1e6,
            LatenessP99Ms = samples.LatenessP99Ns / 1e6,
            SampledSeconds = samples.Count,
            EntityCount = after.Shards.Sum(shard => shard.EntityCount),
            DatagramsIn = Delta(shard => shard.DatagramsIn),
            DatagramsOut = Delta(shard => shard.DatagramsOut),
            Resends = Delta(shard => shard.Resends),
            KernelDrops = after.KernelDrops - before.KernelDrops,
            EntityUpdatesPerEncoding = Ratio(Delta(shard => shard.EntityUpdates), Delta(shard => shard.EntityEncodings)),
            TransportDrops = Drops(before, after, shard => shard.TransportDrops),
            SessionDrops = Drops(before, after, shard => shard.SessionDrops),
            QueueDepthsMax = samples.QueueDepths.Count > 0 ? samples.QueueDepths : null,
            AllocatedBytes = after.Gc?.AllocatedBytes - before.Gc?.AllocatedBytes,
            AllocatedBytesPerSecond = seconds > 0 ? (after.Gc?.AllocatedBytes - before.Gc?.AllocatedBytes) / seconds : null,
            Collections = after.Gc?.Gen0 - before.Gc?.Gen0,
        };

        long Delta(Func<ShardPicture, long> count) => after.Sum(count) - before.Sum(count);

        double Stage(Func<StageNs, long> cost) => Ratio(Delta(shard => shard.Stages is { } stages ? cost(stages) : 0), clientTicks);
    }

    private static long ClientTicksOf(PhaseLog log) => log.Groups.Sum(group => group.Totals.InputsSampled);

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
