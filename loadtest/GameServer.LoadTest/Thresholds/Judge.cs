using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.LoadTest.Report;

namespace GameServer.LoadTest.Thresholds;

/// <summary>Holds a report against what was promised. Pure.</summary>
internal static class Judge
{
    public static IReadOnlyList<ThresholdResult> Results(IReadOnlyList<Threshold> thresholds, LoadReport report) => [.. thresholds.Select(threshold => ResultOf(threshold, report))];

    private static ThresholdResult ResultOf(Threshold threshold, LoadReport report)
    {
        double? figure = ScopeOf(threshold, report) is { } scope ? MetricTable.Figure(threshold.Metric, scope) : null;
        double? floor = threshold.Metric == MetricTable.SwarmCpuPerClientTick ? report.Floor?.ClientUsPerClientTick : report.Floor?.ServerUsPerClientTick;
        double? allowed = threshold.IsTimesFloor ? threshold.Value * floor : threshold.Value;
        bool? holds = figure is null || allowed is null ? null : threshold.Holds(figure.Value, allowed.Value);
        return new ThresholdResult(threshold.Text, figure, allowed, holds);
    }

    private static MetricScope? ScopeOf(Threshold threshold, LoadReport report)
    {
        PhaseFigures? phase = threshold.Phase is null ? null : report.Phases.FirstOrDefault(phase => string.Equals(phase.Name, threshold.Phase, StringComparison.Ordinal));
        if (threshold.Phase is not null && phase is null) return null;
        if (threshold.Network is null) return phase is null ? new MetricScope(report.Clients, report.Swarm, report.ServerSide) : new MetricScope(phase.Clients, phase.Swarm, phase.ServerSide);
        IReadOnlyList<NetworkFigures> networks = phase?.Networks ?? report.Networks;
        return networks.FirstOrDefault(network => string.Equals(network.Name, threshold.Network, StringComparison.Ordinal)) is { } found ? new MetricScope(found.Clients, null, null) : null;
    }
}
