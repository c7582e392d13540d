using System;
using System.Collections.Generic;
using System.Globalization;
using Xunit;

namespace GameServer.Tests;

/// <summary>
/// Which seeds a property runs with. By default a fixed block, so that a build is repeatable; <c>SEED=7</c> runs one, <c>SEEDS=5000</c> runs more and
/// <c>FIRST_SEED=100000</c> moves the block, for nightly runs.
/// </summary>
internal static class Seeds
{
    /// <summary>Seeds for a property that runs <paramref name="count"/> of them in a build.</summary>
    public static TheoryData<ulong> Block(int count)
    {
        TheoryData<ulong> seeds = [];
        foreach (ulong seed in Each(count)) seeds.Add(seed);
        return seeds;
    }

    /// <summary>The same block, for properties whose cases are too small to be tests of their own.</summary>
    public static IEnumerable<ulong> Each(int count)
    {
        if (Variable("SEED") is { } only)
        {
            yield return only;
            yield break;
        }

        ulong first = Variable("FIRST_SEED") ?? 1;
        ulong total = Variable("SEEDS") ?? (ulong)count;
        for (ulong i = 0; i < total; i++) yield return first + i;
    }

    private static ulong? Variable(string name)
    {
        return ulong.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null;
    }
}
