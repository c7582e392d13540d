using System;
using System.Linq;
using GameServer.Arena;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Simulated;
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
        SteadyRun run = NewRun(options, clock);
        run.Step(ConnectTicks + WarmUpTicks);
        int playing = run.Shard.Sessions.PlayingCount;
        Check.That(playing == options.Players);
        long mismatchesBefore = run.Clients.Sum(client => client.Statistics.HashMismatches);
        ShardStatus before = Settle(run);
        long allocatedBefore = run.AllocatedByShard;
        Staleness staleness = new();
        for (int i = 0; i < options.Ticks; i++)
        {
            run.Step(1);
            if (i % SampleTicks == 0) staleness.Sample(run);
        }

        ShardStatus after = Settle(run);

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
                (after.Stages.FlushNs - before.Stages.FlushNs) / clientTicks),
            SnapshotBytesPerClientTick = (after.SnapshotBytes - before.SnapshotBytes) / clientTicks,
            SnapshotPacketsPerClientTick = (after.SnapshotPackets - before.SnapshotPackets) / clientTicks,
            EntityUpdatesPerClientTick = (after.EntityUpdates - before.EntityUpdates) / clientTicks,
            EncodingsPerUpdate = (after.EntityEncodings - before.EntityEncodings) / Math.Max(1.0, after.EntityUpdates - before.EntityUpdates),
            NaiveBytesPerClientTick = NaiveBytes(run),
            AllocatedBytesPerTick = (run.AllocatedByShard - allocatedBefore) / ticks,
            StalenessTicksMean = staleness.Mean,
            StalenessTicksP50 = staleness.P50,
            StalenessTicksP99 = staleness.P99,
            HashChecks = run.Clients.Sum(client => client.Statistics.HashChecks),
            HashMismatches = run.Clients.Sum(client => client.Statistics.HashMismatches) - mismatchesBefore,
            Machine = Machine.Current,
        };
    }

    private static SteadyRun NewRun(StepOptions options, StepClock clock) => new(new SteadyRunOptions
    {
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
