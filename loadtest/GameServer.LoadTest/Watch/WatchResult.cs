using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GameServer.LoadTest.Watch;

/// <summary>The windows in which the server was watched and those in which it was left alone, pair by pair.</summary>
internal sealed record WatchResult(int Bots, IReadOnlyList<WatchWindow> Watched, IReadOnlyList<WatchWindow> Alone)
{
    /// <summary>CPU time per client-tick, watched over alone.</summary>
    public IReadOnlyList<double> CpuRatios => [.. Watched.Zip(Alone, (watched, alone) => watched.CpuUsPerClientTick / alone.CpuUsPerClientTick)];

    /// <summary>What looking cost the threads that do not tick, as a share of all that the server cost when left alone: the steadier figure where neighbours make single windows differ by a third.</summary>
    public double ShareBesideTicks => (Median(Watched, window => window.BesideUsPerClientTick) - Median(Alone, window => window.BesideUsPerClientTick)) / Median(Alone, window => window.CpuUsPerClientTick);

    public string Describe()
    {
        double[] ratios = [.. CpuRatios.Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Bots} players, medians of {ratios.Length} pairs in one process: watched {Median(Watched, window => window.CpuUsPerClientTick):0.00}, alone {Median(Alone, window => window.CpuUsPerClientTick):0.00} µs of CPU per client-tick;"
            + $" ratio {ratios[ratios.Length / 2]:0.000} ({ratios[0]:0.000}-{ratios[^1]:0.000})\n"
            + $"of it beside the ticks: watched {Median(Watched, window => window.BesideUsPerClientTick):0.000}, alone {Median(Alone, window => window.BesideUsPerClientTick):0.000} µs: {ShareBesideTicks * 100:0.0} % of the whole\n"
            + $"late ticks: watched {Watched.Sum(window => window.LateTicks)} of {Watched.Sum(window => window.Ticks)}, alone {Alone.Sum(window => window.LateTicks)} of {Alone.Sum(window => window.Ticks)};"
            + $" collections: {Watched.Sum(window => window.Collections)} and {Alone.Sum(window => window.Collections)}");
    }

    private static double Median(IReadOnlyList<WatchWindow> windows, Func<WatchWindow, double> of) => windows.Select(of).Order().ElementAt(windows.Count / 2);
}
