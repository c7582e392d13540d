using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.Server;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// Makes one seed in four a crowd: small fields, everyone in the first room of a shard, most on the first shard and at the middle of its field, and budgets that do not hold
/// what they see, so that clients share pages. Drawn from a stream of its own: the other seeds are what they were without it.
/// </summary>
internal static class CrowdPlan
{
    private const double Chance = 0.25;

    /// <summary>The same plan as a crowd, or as it is.</summary>
    public static SimulatedPlan Apply(SimulatedPlan plan)
    {
        Prng draw = Prng.For(plan.Seed, "crowd");
        if (!draw.NextChance(Chance)) return plan;
        List<ShardOptions> shards = [];
        foreach (ShardOptions shard in plan.Shards) shards.Add(Crowd(ref draw, shard));
        List<PlayerPlan> players = [];
        foreach (PlayerPlan player in plan.Players)
        {
            BotBehaviour behaviour = draw.NextChance(0.8) ? BotBehaviour.Crush : player.Behaviour;
            int shard = draw.NextChance(0.6) ? 0 : player.Shard;
            players.Add(player with { Behaviour = behaviour, Shard = shard, Room = shards[shard].FirstRoomId });
        }

        return plan with { FieldSize = draw.NextFloat(14, 40), Shards = shards, Players = players };
    }

    private static ShardOptions Crowd(ref Prng draw, ShardOptions shard) => shard with
    {
        Replication = shard.Replication with
        {
            FlockViewers = 2 + draw.NextInt(4),
            BytesPerSecond = Math.Max(1_000, shard.TickRateHz * draw.NextInt(30, 100)),
            BytesPerSecondMin = 1_000,
        },
    };
}
