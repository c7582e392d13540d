using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Scenarios;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// Who plays what, over which network. Each bot's number decides, through two sequences that fill the unit interval evenly, so that any first N bots hold the scenario's
/// proportions to within a bot or two, on any number of threads and processes.
/// </summary>
internal sealed class BotCast(Scenario scenario)
{
    // Fractions of n·φ and n·√2 are spread more evenly than chance, and independent of each other (Weyl).
    private const double GoldenStep = 0.618033988749895;
    private const double RootStep = 0.414213562373095;

    private const int AllTimedMax = 512;
    private const int TimedShare = 8;

    private readonly double _mixWeight = scenario.Mix.Sum(share => share.Weight);
    private readonly double _networkWeight = scenario.Networks.Sum(share => share.Weight);
    private readonly double _offset = Prng.For(scenario.Seed, "cast").NextDouble();

    /// <summary>Networks, and the griefers, who are counted apart: what they suffer is their own doing.</summary>
    public int GroupCount => scenario.Networks.Count + 1;

    public BotShare RoleOf(int number) => Choose(scenario.Mix, share => share.Weight, Fraction((number * RootStep) + _offset) * _mixWeight);

    public int NetworkOf(int number)
    {
        NetworkShare chosen = Choose(scenario.Networks, share => share.Weight, Fraction((number * GoldenStep) + _offset) * _networkWeight);
        for (int i = 0; i < scenario.Networks.Count; i++)
        {
            if (ReferenceEquals(scenario.Networks[i], chosen)) return i;
        }

        return 0;
    }

    public int GroupOf(int number) => RoleOf(number).Behaviour == BotBehaviour.Griefer ? scenario.Networks.Count : NetworkOf(number);

    /// <summary>Whether what a bot waits for is timed: of a large group an eighth is, whose percentiles are the group's, and the kernel has less to do.</summary>
    /// <param name="number">Of the bot.</param>
    /// <param name="groupSize">Bots of its group that one thread plays.</param>
    public static bool IsTimed(int number, int groupSize) => groupSize <= AllTimedMax || StateHasher.Mix((ulong)number) % TimedShare == 0;

    private static double Fraction(double value) => value - Math.Floor(value);

    private static T Choose<T>(IReadOnlyList<T> shares, Func<T, double> weightOf, double at)
    {
        foreach (T share in shares)
        {
            at -= weightOf(share);
            if (at < 0) return share;
        }

        return shares[^1];
    }
}
