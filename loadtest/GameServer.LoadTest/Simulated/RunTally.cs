using System;
using System.Collections.Generic;

namespace GameServer.LoadTest.Simulated;

/// <summary>How often each kind of thing happened in a run, and how long some took.</summary>
public sealed class RunTally
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<long>> _samples = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>What was measured each time something happened, in order.</summary>
    public IReadOnlyDictionary<string, List<long>> Samples => _samples;

    public void Add(string what, long count = 1) => _counts[what] = _counts.GetValueOrDefault(what) + count;

    public void Record(string what, long value)
    {
        if (!_samples.TryGetValue(what, out List<long>? values)) _samples[what] = values = [];
        values.Add(value);
    }
}
