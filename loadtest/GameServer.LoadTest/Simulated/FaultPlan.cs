using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated;

/// <summary>The faults of a run, in order of time, all drawn from its seed: print it to see what a seed stands for.</summary>
public sealed class FaultPlan
{
    private const double PlayerFaultEverySeconds = 9;   // per player: a bad evening, not yet a dead line
    private const double ShardFaultEverySeconds = 4;

    private FaultPlan(IReadOnlyList<Fault> faults) => Faults = faults;

    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>Draws a plan.</summary>
    /// <param name="draw">The plan's own stream.</param>
    /// <param name="players">Players 0 .. this − 1 may be hit.</param>
    /// <param name="shards">Shards 0 .. this − 1 may be hit.</param>
    /// <param name="seconds">Length of the run.</param>
    public static FaultPlan Draw(ref Prng draw, int players, int shards, double seconds)
    {
        List<Fault> faults = [];
        for (int player = 0; player < players; player++)
        {
            for (double at = NextGap(ref draw, PlayerFaultEverySeconds); at < seconds; at += NextGap(ref draw, PlayerFaultEverySeconds)) faults.Add(OfPlayer(ref draw, at, player));
        }

        for (int shard = 0; shard < shards; shard++)
        {
            for (double at = NextGap(ref draw, ShardFaultEverySeconds); at < seconds; at += NextGap(ref draw, ShardFaultEverySeconds)) faults.Add(OfShard(ref draw, at, shard));
        }

        return new FaultPlan([.. faults.OrderBy(fault => fault.AtSeconds)]);
    }

    /// <summary>The same with other faults between them.</summary>
    public FaultPlan With(IEnumerable<Fault> others) => new([.. Faults.Concat(others).OrderBy(fault => fault.AtSeconds)]);

    public override string ToString() => string.Join(Environment.NewLine, Faults);

    private static double NextGap(ref Prng draw, double mean) => -mean * Math.Log(1 - draw.NextDouble());

    private static Fault OfPlayer(ref Prng draw, double at, int player)
    {
        FaultKind kind = (FaultKind)draw.NextInt((int)FaultKind.SlowTick);
        Directions directions = (Directions)(1 + draw.NextInt(3));
        double seconds = 0.2 + NextGap(ref draw, 1.5);
        double share = draw.NextDouble();
        return kind switch
        {
            FaultKind.LinkChange => new Fault(at, kind, player, 2 * seconds, draw.NextInt(LinkPresets.Count - 1), directions),   // all but "hostile", whose corruption is a player's fate
            FaultKind.MtuBlackHole => new Fault(at, kind, player, seconds, 60 + (int)(share * share * 640), directions),
            FaultKind.Throttle => new Fault(at, kind, player, 2 * seconds, 1_500 + (int)(share * share * 40_000), directions),
            FaultKind.ClockStep => new Fault(at, kind, player, (draw.NextChance(0.5) ? 1 : -1) * (0.05 + (share * 0.45)), 0, directions),
            FaultKind.Stall => new Fault(at, kind, player, 0.1 + (share * share * 2.9), 0, directions),
            FaultKind.Blackout => new Fault(at, kind, player, Math.Min(seconds, 12), 0, directions),
            _ => new Fault(at, kind, player, Math.Min(seconds, 4), 0, directions),
        };
    }

    private static Fault OfShard(ref Prng draw, double at, int shard) => draw.NextChance(0.85)
        ? new Fault(at, FaultKind.SlowTick, shard, 0.001 + (draw.NextDouble() * draw.NextDouble() * 0.4), 0, Directions.Both)
        : new Fault(at, FaultKind.Partition, shard, 0.2 + (draw.NextDouble() * 2.5), 0, (Directions)(1 + draw.NextInt(3)));
}
