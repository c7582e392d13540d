using System;
using System.Collections.Generic;

namespace GameServer.Tests.Support;

/// <summary>What each input of a fuzz round cost the calling thread, in milliseconds of CPU.</summary>
internal sealed class InputCosts
{
    private readonly List<double> _costs = [];
    private double _beganMs;

    public int Count => _costs.Count;

    public double SlowestMs { get; private set; }

    public int SlowestIndex { get; private set; }

    public void BeginInput() => _beganMs = ThreadClock.Milliseconds();

    public void EndInput() => Take(_costs.Count, ThreadClock.Milliseconds() - _beganMs);

    /// <summary>Keeps, input by input, the lower of two costs of the same round.</summary>
    public void TakeLower(InputCosts other)
    {
        double[] before = [.. _costs];
        _costs.Clear();
        SlowestMs = 0;
        for (int i = 0; i < Math.Min(before.Length, other.Count); i++) Take(i, Math.Min(before[i], other._costs[i]));
    }

    private void Take(int index, double costMs)
    {
        _costs.Add(costMs);
        if (costMs <= SlowestMs) return;
        SlowestMs = costMs;
        SlowestIndex = index;
    }
}
