using System;
using System.Collections.Generic;

namespace GameServer.LoadTest.Simulated;

/// <summary>How often each kind of thing happened in a run.</summary>
public sealed class RunTally
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Add(string what, long count = 1) => _counts[what] = _counts.GetValueOrDefault(what) + count;
}
