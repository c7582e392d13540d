using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.LoadTest.Report;

namespace GameServer.LoadTest.Thresholds;

/// <summary>Every figure a threshold or a comparison can name, with its unit and where in a report it stands.</summary>
internal static class MetricTable
{
    public const string CpuPerClientTick = "cpu_per_client_tick";
    public const string SwarmCpuPerClientTick = "swarm_cpu_per_client_tick";

    private static readonly (string Name, Func<Spread, double> Of)[] s_statistics =
    [
        ("p50", spread => spread.P50Ms),
        ("p90", spread => spread.P90Ms),
        ("p99", spread => spread.P99Ms),
        ("p99.9", spread => spread.P999Ms),
        ("max", spread => spread.MaxMs),
        ("mean", spread => spread.MeanMs),
    ];

    private static readonly Dictionary<string, (MetricUnit Unit, Func<MetricScope, double?> Of)> s_all = Build();

    public static IReadOnlyCollection<string> Names => s_all.Keys;

    /// <summary>Null when there is no such metric.</summary>
    public static MetricUnit? UnitOf(string name) => s_all.TryGetValue(name, out var metric) ? metric.Unit : null;

    /// <summary>The figure; null when it was not measured.</summary>
    public static double? Figure(string name, MetricScope scope) => s_all[name].Of(scope);

    /// <summary>What might have been meant.</summary>
    public static string Suggest(string name)
    {
        string stem = name.Split('.')[0];
        string[] near = [.. s_all.Keys.Where(key => key.StartsWith(stem, StringComparison.Ordinal) || (stem.Length > 3 && key.Contains(stem[..4], StringComparison.Ordinal))).Take(6)];
        return near.Length > 0 ? $"there are {string.Join(", ", near)}" : "`loadtest metrics` lists them";
    }

    private static Dictionary<string, (MetricUnit Unit, Func<MetricScope, double?> Of)> Build()
    {
        Dictionary<string, (MetricUnit, Func<MetricScope, double?>)> table = [];
        AddSpread("snapshot_age", scope => scope.Clients.SnapshotAge);
        AddSpread("snapshot_gap", scope => scope.Clients.SnapshotGap);
        AddSpread("input_to_effect", scope => scope.Clients.InputToEffect);
        AddSpread("rtt", scope => scope.Clients.RoundTrip);
        AddSpread("connect_time", scope => scope.Clients.ConnectTime);
        AddSpread("resume_time", scope => scope.Clients.ResumeTime);
        AddSpread("sampling_lateness", scope => scope.Swarm?.SamplingLateness);
        Add("connected", MetricUnit.Count, scope => scope.Clients.Connected);
        Add("playing_max", MetricUnit.Count, scope => scope.Clients.PlayingMax);
        Add("missing", MetricUnit.Count, scope => scope.Clients.Missing);
        Add("connect_failures", MetricUnit.Count, scope => scope.Clients.ConnectFailed);
        Add("disconnects", MetricUnit.Count, scope => scope.Clients.Disconnected);
        Add("hash_checks", MetricUnit.Count, scope => scope.Clients.HashChecks);
        Add("hash_mismatches", MetricUnit.Count, scope => scope.Clients.HashMismatches);
        Add("loss", MetricUnit.Share, scope => scope.Clients.SnapshotLossShare);
        Add("inputs_missed", MetricUnit.Share, scope => scope.Clients.InputsMissedShare);
        Add("baselines_missing", MetricUnit.Count, scope => scope.Clients.BaselinesMissing);
        Add("mispredictions", MetricUnit.Share, scope => scope.Clients.Predictions > 0 ? scope.Clients.Mispredictions / (double)scope.Clients.Predictions : null);
        Add("correction.p95", MetricUnit.GameUnits, scope => scope.Clients.Corrections?.P95);
        Add("correction.p99", MetricUnit.GameUnits, scope => scope.Clients.Corrections?.P99);
        Add("malformed", MetricUnit.Count, scope => scope.Clients.Malformed);
        Add("down_per_client", MetricUnit.BytesPerSecond, scope => scope.Clients.DownBytesPerClientSecond);
        Add("up_per_client", MetricUnit.BytesPerSecond, scope => scope.Clients.UpBytesPerClientSecond);
        Add(SwarmCpuPerClientTick, MetricUnit.Microseconds, scope => scope.Swarm?.CpuUsPerClientTick);
        Add(CpuPerClientTick, MetricUnit.Microseconds, scope => scope.Server?.CpuUsPerClientTick);
        Add("tick_cost.p50", MetricUnit.Milliseconds, scope => scope.Server?.TickCostP50Ms);
        Add("tick_cost.p99", MetricUnit.Milliseconds, scope => scope.Server?.TickCostP99Ms);
        Add("tick_cost.max", MetricUnit.Milliseconds, scope => scope.Server?.TickCostMaxMs);
        Add("tick_lateness.p99", MetricUnit.Milliseconds, scope => scope.Server?.LatenessP99Ms);
        Add("late_ticks", MetricUnit.Count, scope => scope.Server?.LateTicks);
        Add("late_share", MetricUnit.Share, scope => scope.Server is { Ticks: > 0 } server ? server.LateTicks / (double)server.Ticks : null);
        Add("forgiven_ticks", MetricUnit.Count, scope => scope.Server?.ForgivenTicks);
        Add("allocated", MetricUnit.Bytes, scope => scope.Server?.AllocatedBytes);
        Add("allocation_rate", MetricUnit.BytesPerSecond, scope => scope.Server?.AllocatedBytesPerSecond);
        Add("collections", MetricUnit.Count, scope => scope.Server?.Collections);
        Add("kernel_drops", MetricUnit.Count, scope => scope.Server?.KernelDrops);
        Add("queue_depth.max", MetricUnit.Share, scope => scope.Server?.QueueDepthsMax?.Values.Max());
        Add("transport_drops", MetricUnit.Count, scope => scope.Server?.TransportDrops?.Values.Sum());
        Add("session_drops", MetricUnit.Count, scope => scope.Server?.SessionDrops?.Values.Sum());
        return table;

        void Add(string name, MetricUnit unit, Func<MetricScope, double?> of) => table.Add(name, (unit, of));

        void AddSpread(string name, Func<MetricScope, Spread?> of)
        {
            foreach ((string statistic, Func<Spread, double> figure) in s_statistics)
            {
                Add($"{name}.{statistic}", MetricUnit.Milliseconds, scope => of(scope) is { Count: > 0 } spread ? figure(spread) : null);
            }

            Add($"{name}.count", MetricUnit.Count, scope => of(scope)?.Count);
        }
    }
}
