using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Capacity;

/// <summary>
/// Finds the most bots for which a run passes: doubling until one does not, then halving the interval until it is narrow enough. Pure but for the runs it is given. A run whose
/// swarm was starved bounds the search like a failed one, and the result says that it was the generator that gave out and not the server.
/// </summary>
internal sealed class CapacitySearch(int first, int most, double precision, Func<int, Task<ExitCode>> run)
{
    private readonly List<CapacityTrial> _trials = [];

    /// <summary>Every run, in order.</summary>
    public IReadOnlyList<CapacityTrial> Trials => _trials;

    /// <summary>Most bots that passed; 0 when none did.</summary>
    public int Holds { get; private set; }

    /// <summary>Fewest that did not pass; 0 when all did.</summary>
    public int Breaks { get; private set; }

    /// <summary>True when what did not pass was the swarm.</summary>
    public bool IsGeneratorsLimit { get; private set; }

    /// <summary>Searches; false when a run had nothing to test, which ends the search.</summary>
    public async Task<bool> Run()
    {
        for (int bots = first; Breaks == 0; bots = Math.Min(bots * 2, most))
        {
            if (!await Try(bots)) return false;
            if (Holds == most) return true;
        }

        while (Breaks - Holds > Math.Max(1, precision * Breaks))
        {
            if (!await Try((Holds + Breaks) / 2)) return false;
        }

        return true;
    }

    private async Task<bool> Try(int bots)
    {
        ExitCode code = await run(bots);
        _trials.Add(new CapacityTrial(bots, code));
        if (code == ExitCode.Unusable) return false;
        if (code == ExitCode.Pass)
        {
            Holds = bots;
            return true;
        }

        Breaks = bots;
        IsGeneratorsLimit = code == ExitCode.Invalid;
        return true;
    }
}
