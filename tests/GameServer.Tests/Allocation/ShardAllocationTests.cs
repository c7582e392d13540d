using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Simulated;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Allocation;

public sealed class ShardAllocationTests
{
    [Fact]
    public void A_shard_allocates_nothing_once_warm_while_fifty_players_fly_and_shoot()
    {
        SteadyRun run = new(new SteadyRunOptions
        {
            Seed = 1,
            Players = 50,
            Behaviour = BotBehaviour.Wander,
            Link = new LinkConditions { DelayMs = 20, JitterMs = 5, LossChance = 0.02, ReorderChance = 0.05, DuplicateChance = 0.01 },
            Shard = new ShardOptions { PlayersPerRoom = 64, EntitiesPerRoom = 2048, Transport = new TransportOptions { PeersMax = 64 } },
        });
        run.Step(ticks: 300);
        long before = run.AllocatedByShard;
        run.Step(ticks: 600);
        Assert.Equal(50, run.Shard.Sessions.PlayingCount);
        Assert.Equal(0, run.AllocatedByShard - before);
    }

    [Fact]
    public void A_crush_in_which_all_see_all_on_too_small_a_budget_allocates_nothing_either()
    {
        const int Players = 100;
        SteadyRun run = new(new SteadyRunOptions
        {
            Seed = 1,
            Players = Players,
            Behaviour = BotBehaviour.Crush,
            FieldSize = 14,
            Link = new LinkConditions { DelayMs = 20, JitterMs = 5, LossChance = 0.02 },
            Shard = new ShardOptions
            {
                PlayersPerRoom = Players,
                EntitiesPerRoom = 2048,
                Replication = new ReplicationOptions { BytesPerSecond = 8_000, EntitiesInView = 512 },
                Transport = new TransportOptions { PeersMax = Players },
            },
        });
        run.Step(ticks: 150);
        long before = run.AllocatedByShard;
        run.Step(ticks: 300);
        Assert.Equal(Players, run.Shard.Sessions.PlayingCount);
        Assert.Equal(0, run.AllocatedByShard - before);
    }
}
