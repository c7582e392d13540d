using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Persistence;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// What one shard keeps of its rooms, on what kind of disk, and how it is killed. Drawn from a stream of its own: network, players and attackers are what they were without it.
/// </summary>
/// <param name="Journal">What is promised, and how often the disk is asked.</param>
/// <param name="Faults">What the disk does to whoever trusts it.</param>
public sealed record DiskPlan(JournalOptions Journal, StorageFaults Faults)
{
    private const double KilledChance = 0.6;
    private const double KillEverySeconds = 6;
    private const double DiskFaultEverySeconds = 8;

    /// <summary>Draws a shard's disk.</summary>
    public static DiskPlan Draw(ref Prng draw)
    {
        double share = draw.NextDouble();
        JournalOptions journal = new()
        {
            Durability = share < 0.12 ? Durability.None : share < 0.65 ? Durability.Async : Durability.Sync,
            FlushPeriodMs = draw.NextInt(5, 300),
            CheckpointSeconds = 0.5 + (draw.NextDouble() * 5),
            SegmentBytes = draw.NextInt(4_096, 200_000),
            QueueBytes = draw.NextChance(0.5) ? 1 << 17 : 1 << 20,
        };
        StorageFaults faults = new()
        {
            AppendFailChance = draw.NextChance(0.25) ? 0.02 : 0,
            FlushFailChance = draw.NextChance(0.25) ? 0.05 : 0,
            FlushLieChance = draw.NextChance(0.12) ? 0.3 : 0,
            BitFlipChance = draw.NextChance(0.12) ? 0.2 : 0,
        };
        return new DiskPlan(journal, faults);
    }

    /// <summary>Draws what happens to a shard's process and to its disk.</summary>
    public static IEnumerable<Fault> DrawFaults(Prng draw, int shard, double seconds)
    {
        List<Fault> faults = [];
        double every = draw.NextChance(KilledChance) ? KillEverySeconds : double.PositiveInfinity;
        for (double at = NextGap(ref draw, every); at < seconds; at += NextGap(ref draw, every))
        {
            FaultKind kind = draw.NextChance(0.5) ? FaultKind.Kill : FaultKind.PowerCut;
            faults.Add(new Fault(at, kind, shard, 0.05 + Math.Min(5, NextGap(ref draw, 0.8)), 0, Directions.Both));
        }

        for (double at = NextGap(ref draw, DiskFaultEverySeconds); at < seconds; at += NextGap(ref draw, DiskFaultEverySeconds))
        {
            FaultKind kind = draw.NextChance(0.3) ? FaultKind.DiskFull : FaultKind.DiskSlow;
            faults.Add(new Fault(at, kind, shard, 0.1 + NextGap(ref draw, 1), 0, Directions.Both));
        }

        return faults;
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Journal.Durability}, flushed every {Journal.FlushPeriodMs} ms, checkpoints every {Journal.CheckpointSeconds:0.0} s, segments of {Journal.SegmentBytes}, queue of {Journal.QueueBytes} bytes; appends fail {Faults.AppendFailChance:0.00}, flushes fail {Faults.FlushFailChance:0.00} and lie {Faults.FlushLieChance:0.00}, bits flip {Faults.BitFlipChance:0.00}");

    private static double NextGap(ref Prng draw, double mean) => -mean * Math.Log(1 - draw.NextDouble());
}
