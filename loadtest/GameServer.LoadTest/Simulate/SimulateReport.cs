using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GameServer.LoadTest.Simulated;

namespace GameServer.LoadTest.Simulate;

/// <summary>What many runs came to, for a person.</summary>
internal static class SimulateReport
{
    /// <summary>How often each thing happened: in all, per run at the median and at most, and in how many runs at all.</summary>
    public static void WriteDistribution(TextWriter output, IReadOnlyList<RunOutcome> outcomes)
    {
        SortedSet<string> names = new(outcomes.SelectMany(outcome => outcome.Tally.Counts.Keys), StringComparer.Ordinal);
        output.WriteLine($"{"what",-44} {"runs",6} {"total",12} {"median",10} {"most",10}");
        foreach (string name in names)
        {
            long[] counts = [.. outcomes.Select(outcome => outcome.Tally.Counts.GetValueOrDefault(name)).Order()];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-44} {counts.Count(count => count > 0),6} {counts.Sum(),12} {counts[counts.Length / 2],10} {counts[^1],10}"));
        }
    }

    /// <summary>How long things took, over all runs.</summary>
    public static void WriteSamples(TextWriter output, IReadOnlyList<RunOutcome> outcomes)
    {
        foreach (string name in new SortedSet<string>(outcomes.SelectMany(outcome => outcome.Tally.Samples.Keys), StringComparer.Ordinal))
        {
            long[] values = [.. outcomes.SelectMany(outcome => outcome.Tally.Samples.GetValueOrDefault(name) ?? []).Order()];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-44} {values.Length,6} times, median {values[values.Length / 2]}, 99 % at most {values[values.Length * 99 / 100]}, most {values[^1]}"));
        }
    }

    /// <summary>The last line: how much was played, how fast.</summary>
    public static string Summary(IReadOnlyList<RunOutcome> outcomes, double realSeconds)
    {
        double seconds = outcomes.Sum(outcome => outcome.Seconds);
        int failed = outcomes.Count(outcome => outcome.FailedCheck is not null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{outcomes.Count - failed} seeds passed, {failed} failed; {seconds / 3600:0.00} simulated hours in {realSeconds:0.0} s, {outcomes.Sum(outcome => outcome.RoomTicks)} room ticks: {seconds / realSeconds:0.0} simulated hours per real hour");
    }

    public static void WriteHashes(string path, IReadOnlyList<RunOutcome> outcomes) =>
        File.WriteAllLines(path, outcomes.Select(outcome => string.Create(CultureInfo.InvariantCulture, $"{outcome.Seed} {outcome.Hash:x16}")));
}
