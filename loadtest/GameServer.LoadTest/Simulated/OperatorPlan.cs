using System;
using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.LoadTest.Simulated;

/// <summary>What operators do in a run, in order of time, all drawn from its seed. In every other run they do nothing.</summary>
public static class OperatorPlan
{
    private const double ActEverySeconds = 0.8;   // a bad night: in a run of 13 s each kind comes two or three times

    /// <summary>Draws a plan.</summary>
    /// <param name="draw">The plan's own stream.</param>
    /// <param name="players">Players 0 .. this − 1 may be meant.</param>
    /// <param name="shards">Shards 0 .. this − 1 may be meant.</param>
    /// <param name="seconds">Length of the run.</param>
    public static IReadOnlyList<OperatorAct> Draw(ref Prng draw, int players, int shards, double seconds)
    {
        List<OperatorAct> acts = [];
        if (draw.NextChance(0.5)) return acts;
        for (double at = Gap(ref draw); at < seconds; at += Gap(ref draw))
        {
            OperatorKind kind = (OperatorKind)draw.NextInt((int)OperatorKind.Drain + 1);
            int subject = draw.NextInt(kind is OperatorKind.Kick or OperatorKind.Move ? players : shards);
            acts.Add(new OperatorAct(at, kind, subject, draw.NextInt(1_000), 0.2 + (2 * draw.NextDouble())));
        }

        return acts;
    }

    private static double Gap(ref Prng draw) => -ActEverySeconds * Math.Log(1 - draw.NextDouble());
}
