using GameServer.Core;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Scenarios;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Run;

/// <summary>One second of a run while it is still being put together from threads, processes and the server.</summary>
internal sealed class SeriesSecond(int index, int groupCount)
{
    private readonly PhaseLog _log = new(groupCount);
    private ServerReading? _before;
    private ServerReading? _after;
    private double? _swarmCpuSeconds;
    private int _phase;
    private int _playing;
    private int _wanted;

    public void Add(SwarmSecond second)
    {
        _log.Add(second);
        _phase = System.Math.Max(_phase, second.Phase);
        _playing += second.Playing;
    }

    public void Add(ServerReading? before, ServerReading after, double swarmCpuSeconds, int wanted)
    {
        _before = before;
        _after = after;
        _swarmCpuSeconds = swarmCpuSeconds;
        _wanted = wanted;
    }

    public SeriesPoint Point(Scenario scenario)
    {
        Tally all = _log.Honest();
        SwarmTotals totals = all.Totals;
        double clientSeconds = totals.PlayedNs / (double)Timestamp.NanosecondsPerSecond;
        return new SeriesPoint
        {
            Second = index,
            Phase = _phase < scenario.Phases.Count ? scenario.Phases[_phase].Name : "leave",
            Wanted = _wanted,
            Playing = (int)System.Math.Round(clientSeconds),
            Connects = all.Connected,
            ConnectFailures = Sum(all.ConnectFailures),
            Disconnects = Sum(all.Disconnects),
            ConnectTimeP99Ms = Ms(all.ConnectTime, 0.99),
            SnapshotAgeP50Ms = Ms(all.Times.SnapshotAge, 0.5),
            SnapshotAgeP99Ms = Ms(all.Times.SnapshotAge, 0.99),
            SnapshotGapP99Ms = Ms(all.Times.SnapshotGap, 0.99),
            SnapshotGapMaxMs = all.Times.SnapshotGap.Count == 0 ? null : all.Times.SnapshotGap.Max / 1e6,
            InputToEffectP50Ms = Ms(all.Times.InputToEffect, 0.5),
            InputToEffectP99Ms = Ms(all.Times.InputToEffect, 0.99),
            RoundTripP50Ms = Ms(all.RoundTrip, 0.5),
            ResumeTimeP99Ms = Ms(all.ResumeTime, 0.99),
            LossShare = totals.SnapshotsApplied + totals.SnapshotsLost > 0 ? totals.SnapshotsLost / (double)(totals.SnapshotsApplied + totals.SnapshotsLost) : 0,
            SnapshotsPerSecond = totals.SnapshotsApplied,
            DownBytesPerSecond = totals.BytesIn,
            UpBytesPerSecond = totals.BytesOut,
            HashChecks = totals.HashChecks,
            HashMismatches = totals.HashMismatches,
            SamplingLatenessP99Ms = Ms(_log.SamplingLateness, 0.99),
            SwarmCpuUsPerClientTick = _swarmCpuSeconds is { } cpu && totals.InputsSampled > 0 ? cpu * 1e6 / totals.InputsSampled : null,
            SwarmCpuCores = _swarmCpuSeconds,
            MispredictedShare = totals.Predictions > 0 ? totals.Mispredictions / (double)totals.Predictions : null,
            CorrectionUnitsP95 = SizeSpread.Of(all.Times.Corrections)?.P95,
            Server = ServerPointOf(),
        };
    }

    private static double? Ms(LatencyHistogram histogram, double quantile) => histogram.Count == 0 ? null : histogram.Quantile(quantile) / 1e6;

    private static int Sum(System.Collections.Generic.Dictionary<string, int> counts)
    {
        int sum = 0;
        foreach (int count in counts.Values) sum += count;
        return sum;
    }

    private ServerPoint? ServerPointOf()
    {
        if (_before?.Picture is not { } before || _after?.Picture is not { } after) return null;
        long clientTicks = Delta(shard => shard.ClientTickCount);
        return new ServerPoint
        {
            Players = (int)after.Sum(shard => shard.PlayerCount),
            TickCostP50Ms = after.Worst(shard => shard.TickCostP50Ns) / 1e6,
            TickCostP99Ms = after.Worst(shard => shard.TickCostP99Ns) / 1e6,
            TickCostMaxMs = after.Worst(shard => shard.TickCostMaxNs) / 1e6,
            LatenessP99Ms = after.Worst(shard => shard.LatenessP99Ns) / 1e6,
            LateTicks = Delta(shard => shard.LateTickCount),
            ForgivenTicks = Delta(shard => shard.ForgivenTickCount),
            CpuUsPerClientTick = clientTicks > 0 ? (after.CpuSeconds - before.CpuSeconds) * 1e6 / clientTicks : null,
            CpuCores = after.CpuSeconds - before.CpuSeconds,
            AllocatedBytes = after.Gc?.AllocatedBytes - before.Gc?.AllocatedBytes,
            Collections = after.Gc?.Gen0 - before.Gc?.Gen0,
            QueueDepths = QueueFigures.DepthsIn(after),
            KernelDrops = after.KernelDrops - before.KernelDrops,
            TransportDrops = Drops(after, shard => shard.TransportDrops) - Drops(before, shard => shard.TransportDrops),
            SessionDrops = Drops(after, shard => shard.SessionDrops) - Drops(before, shard => shard.SessionDrops),
        };

        long Delta(System.Func<ShardPicture, long> count) => after.Sum(count) - before.Sum(count);
    }

    private static long Drops(ServerPicture picture, System.Func<ShardPicture, System.Collections.Generic.Dictionary<string, long>?> counts)
    {
        long sum = 0;
        foreach (ShardPicture shard in picture.Shards)
        {
            if (counts(shard) is not { } named) continue;
            foreach (long count in named.Values) sum += count;
        }

        return sum;
    }
}
