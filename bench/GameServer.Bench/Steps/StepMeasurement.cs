using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Arena;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Simulated;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Bench.Steps;

/// <summary>Plays a room on virtual time and reads the shard's own stage costs before and after.</summary>
internal static class StepMeasurement
{
    private const int ConnectTicks = 60;
    private const int WarmUpTicks = 240;   // until every player was seen to move, and the runtime has compiled the path as well as it will

    private const int SampleTicks = 7;     // no divisor of a second

    public static StepResult Run(StepOptions options)
    {
        StepClock clock = new();
        using StepJournal? journal = options.Journal == Durability.None ? null : new StepJournal(options, clock);
        SteadyRun run = NewRun(options, clock, journal);
        run.Step(ConnectTicks + WarmUpTicks);
        int playing = run.Shard.Sessions.PlayingCount;
        Check.That(playing == options.Players);
        long mismatchesBefore = run.Clients.Sum(client => client.Statistics.HashMismatches);
        ShardStatus before = Settle(run);
        long allocatedBefore = run.AllocatedByShard;
        StepJournalReading journalBefore = journal?.Read() ?? default;
        Staleness staleness = new();
        double tickP99Us = StepBySeconds(run, options, staleness);
        ShardStatus after = Settle(run);
        StepJournalReading journalAfter = journal?.Read() ?? default;

        double clientTicks = after.ClientTickCount - before.ClientTickCount;
        double ticks = after.TickCount - before.TickCount;
        return new StepResult
        {
            Options = options,
            Entities = after.EntityCount,
            VisibleMean = run.Clients.Average(client => client.World!.Entities.Length),
            Stages = new StepStages(
                (after.Stages.ReceiveNs - before.Stages.ReceiveNs) / clientTicks,
                (after.Stages.SimulateNs - before.Stages.SimulateNs) / clientTicks,
                (after.Stages.GridNs - before.Stages.GridNs) / clientTicks,
                ((after.Stages.InterestNs - before.Stages.InterestNs) / clientTicks) - clock.ReadingNs,   // both are timed once per client
                ((after.Stages.WriteNs - before.Stages.WriteNs) / clientTicks) - clock.ReadingNs,
                (after.Stages.FlushNs - before.Stages.FlushNs) / clientTicks,
                (after.Stages.JournalNs - before.Stages.JournalNs) / clientTicks),
            SnapshotBytesPerClientTick = (after.SnapshotBytes - before.SnapshotBytes) / clientTicks,
            SnapshotPacketsPerClientTick = (after.SnapshotPackets - before.SnapshotPackets) / clientTicks,
            EntityUpdatesPerClientTick = (after.EntityUpdates - before.EntityUpdates) / clientTicks,
            EncodingsPerUpdate = (after.EntityEncodings - before.EntityEncodings) / Math.Max(1.0, after.EntityUpdates - before.EntityUpdates),
            NaiveBytesPerClientTick = NaiveBytes(run),
            Journal = journal?.Describe(journalAfter - journalBefore, clientTicks, options.RateHz, run.Shard.Rooms.All[0]),
            TickP99Us = tickP99Us,
            AllocatedBytesPerTick = (run.AllocatedByShard - allocatedBefore) / ticks,
            StalenessTicksMean = staleness.Mean,
            StalenessTicksP50 = staleness.P50,
            StalenessTicksP99 = staleness.P99,
            HashChecks = run.Clients.Sum(client => client.Statistics.HashChecks),
            HashMismatches = run.Clients.Sum(client => client.Statistics.HashMismatches) - mismatchesBefore,
            Machine = Machine.Current,
        };
    }

    /// <returns>99 of 100 ticks in microseconds: the median of the seconds that were whole, 0 when none was.</returns>
    private static double StepBySeconds(SteadyRun run, StepOptions options, Staleness staleness)
    {
        List<double> seconds = [];
        for (int tick = 0; tick < options.Ticks; tick++)
        {
            run.Step(1);
            if (tick % SampleTicks == 0) staleness.Sample(run);
            if ((tick + 1) % options.RateHz != 0) continue;
            if (run.Shard.Status.Read().TickCostP99Ns is > 0 and long p99) seconds.Add(p99 / 1e3);
        }

        seconds.Sort();
        return seconds.Count == 0 ? 0 : seconds[seconds.Count / 2];
    }

    private static SteadyRun NewRun(StepOptions options, StepClock clock, StepJournal? journal) => new(new SteadyRunOptions
    {
        Journal = journal?.Shard,
        Afterwards = journal is null ? null : journal.Drain,
        Seed = 1,
        Players = options.Players,
        Behaviour = options.Crush ? BotBehaviour.Crush : BotBehaviour.Wander,
        FieldSize = options.FieldSize,
        Link = LinkConditions.Perfect with { DelayMs = 1 },
        FrameMs = 1000.0 / options.RateHz,
        Clock = clock,
        Shard = new ShardOptions
        {
            TickRateHz = options.RateHz,
            PlayersPerRoom = options.Seats,
            EntitiesPerRoom = Math.Clamp(options.Seats * 12, 1024, Limits.EntityCapacityMax),
            Replication = new ReplicationOptions { BytesPerSecond = options.BytesPerSecond, ShareEncodings = options.Splice, Coder = options.Coder, EntitiesInView = options.Crush ? 4 * options.Seats : 256 },
            Transport = new TransportOptions { PeersMax = options.Players + 64, PendingMax = Math.Max(2048, options.Players) },
        },
    });

    // The status picture is up to a tenth of a second old: run until a new one shows the present tick.
    private static ShardStatus Settle(SteadyRun run)
    {
        ShardStatus status = run.Shard.Status.Read();
        while (status.Tick != run.Tick)
        {
            run.Step(1);
            status = run.Shard.Status.Read();
        }

        return status;
    }

    /// <summary>F3: what naive broadcast would send each client each tick: every entity, whole, with a 16-bit id and its kind.</summary>
    private static double NaiveBytes(SteadyRun run)
    {
        double bits = 0;
        foreach (EntityKind kind in ArenaSchema.Schema.Kinds)
        {
            int fieldBits = 0;
            foreach (FieldSchema field in kind.Fields[..kind.PublicFieldCount]) fieldBits += field.Bits;
            bits += run.Shard.Rooms.All[0].CountOf(kind) * (double)(16 + ArenaSchema.Schema.KindBits + fieldBits);
        }

        return bits / 8;
    }
}
