using System;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.Tests.Property.Model;

/// <summary>Everything that is drawn from the seed before a run starts.</summary>
internal sealed record ModelScenario
{
    public required ulong Seed { get; init; }

    public required int ViewerCount { get; init; }

    public required int EntityCapacity { get; init; }

    public required int EntityTarget { get; init; }

    public required int TickRateHz { get; init; }

    /// <summary>The room's age when the run starts: wire ticks wrap at 65,536.</summary>
    public required uint FirstTick { get; init; }

    public required ReplicationOptions Options { get; init; }

    public required double ChangeChance { get; init; }

    public required double ChurnChance { get; init; }

    public required double BurstChance { get; init; }

    public required double PurgeChance { get; init; }

    public required double FocusChance { get; init; }

    public required double TeamChance { get; init; }

    /// <summary>How often things are hung on others.</summary>
    public required double ParentChance { get; init; }

    /// <summary>How often the game's own rule changes its mind; negative: it has none.</summary>
    public required double RuleChance { get; init; }

    public required double ResyncChance { get; init; }

    public required double RejoinChance { get; init; }

    /// <summary>What remains of each way's delay after healing: physics.</summary>
    public required int HealedDelayTicks { get; init; }

    /// <summary>Chance that a packet to a client has a bit flipped behind its header, which no checksum noticed.</summary>
    public double CorruptChance { get; init; }

    /// <summary>Chance that a client is served by another coder from a tick on.</summary>
    public double CoderChance { get; init; }

    public static ModelScenario From(ulong seed)
    {
        Prng prng = Prng.For(seed, "scenario");
        int capacity = prng.NextInt(8, 260);
        bool poor = prng.NextChance(0.5);
        return new ModelScenario
        {
            Seed = seed,
            ViewerCount = prng.NextInt(1, 5),
            EntityCapacity = capacity,
            EntityTarget = Math.Max(3, (int)(capacity * prng.NextFloat(0.2f, 0.95f))),
            TickRateHz = Pick(ref prng, 10, 30, 60, 128),
            FirstTick = prng.NextChance(0.3) ? 65_200u + (uint)prng.NextInt(400) : (uint)prng.NextInt(3),
            Options = new ReplicationOptions
            {
                DenseClients = 1024,
                BytesPerSecond = poor ? prng.NextInt(1_000, 6_000) : prng.NextInt(20_000, 2_000_000),
                HashPeriodSeconds = prng.NextFloat(0.05f, 1.5f),
                KeepAliveTicks = prng.NextInt(1, 17),
                Coder = SnapshotCoder.Codebook,
                ShareEncodings = prng.NextChance(0.8),
                FlockViewers = Prng.For(seed, "flock").NextInt(3),   // of its own, so that the other draws of a seed stay what they were
            },
            ChangeChance = Pick(ref prng, 0.003, 0.03, 0.2, 0.8),
            ChurnChance = Pick(ref prng, 0.0, 0.003, 0.02, 0.1),
            BurstChance = Pick(ref prng, 0.0, 0.01),
            PurgeChance = Pick(ref prng, 0.0, 0.004),
            FocusChance = Pick(ref prng, 0.005, 0.05, 0.4),
            ResyncChance = Pick(ref prng, 0.0, 0.0, 0.02),
            RejoinChance = Pick(ref prng, 0.0, 0.0, 0.003),
            HealedDelayTicks = Pick(ref prng, 0, 0, 3, 10, 20),
            TeamChance = Pick(ref prng, 0.0, 0.002, 0.03),
            ParentChance = Pick(ref prng, 0.0, 0.0, 0.002, 0.03),
            RuleChance = Pick(ref prng, -1.0, -1.0, 0.0, 0.01, 0.2),
        };
    }

    private static T Pick<T>(ref Prng prng, params ReadOnlySpan<T> choices) => choices[prng.NextInt(choices.Length)];
}
