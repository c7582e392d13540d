using System.Collections.Generic;
using GameServer.Arena;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Simulated;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Tests.Simulation.Sessions;
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
    public void Commands_and_seats_that_wait_for_their_players_allocate_nothing()
    {
        using SessionScene scene = new(1, records: false);
        for (int i = 0; i < 12; i++) scene.Join($"player {i}");
        scene.Run(2);
        for (int i = 8; i < 12; i++) scene.Players[i].Kill();
        scene.Run(15);
        Assert.Equal((8, 4), (scene.Shard.Sessions.PlayingCount, scene.Shard.Sessions.InterruptedCount));
        BuyRounds(scene.Players, scene, moments: 100);
        long before = scene.AllocatedByShard;
        long commands = scene.Shard.Sessions.Counts.Commands;
        BuyRounds(scene.Players, scene, moments: 100);
        Assert.Equal(800, scene.Shard.Sessions.Counts.Commands - commands);
        Assert.Equal(0, scene.AllocatedByShard - before);
    }

    [Fact]
    public void Being_looked_at_every_tick_and_telling_what_happens_allocates_nothing()
    {
        const int Ticks = 300;
        SteadyRun run = new(new SteadyRunOptions
        {
            Seed = 1,
            Players = 50,
            Behaviour = BotBehaviour.Wander,
            Link = new LinkConditions { DelayMs = 20, LossChance = 0.02 },
            Shard = new ShardOptions { PlayersPerRoom = 64, EntitiesPerRoom = 2048, Transport = new TransportOptions { PeersMax = 64 } },
        });
        run.Step(ticks: 300);
        PlayerRow[] players = new PlayerRow[64];
        PeerRow[] peers = new PeerRow[64];
        RoomRow[] rooms = new RoomRow[4];
        MapRow[] map = new MapRow[2048];
        Notice notice = new(NoticeKind.Message, "hello", 0, Redirect.Nowhere);
        long allocated = 0;
        for (int tick = 0; tick < Ticks; tick++)
        {
            ShardRequest[] requests = [new ReadPlayersRequest(players, new PlayerFilter(Part: "x")), new ReadPlayersRequest(players, default), new ReadPeersRequest(peers), new ReadRoomsRequest(rooms, null, withHashes: true), new ReadMapRequest(run.Shard.Rooms.All[0].Id, map)];
            foreach (ShardRequest request in requests) Assert.True(run.Shard.Commands.TryAdd(request));
            if (tick % 30 == 0) Assert.True(run.Shard.Commands.TryAdd(new NoticeRequest(notice)));
            long before = run.AllocatedByShard;
            run.Step(ticks: 1);
            if (tick >= Ticks / 2) allocated += run.AllocatedByShard - before;   // the first messages make the connections' windows
            Assert.All(requests, request => Assert.True(request.IsDone));
            Assert.Equal(50, ((ReadPlayersRequest)requests[1]).Total);
            Assert.True(((ReadMapRequest)requests[^1]).Total >= 50);
        }

        Assert.True(run.Shard.Events.WaitingCount >= 50 * 10);
        Assert.Equal(0, allocated);
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
        run.Step(ticks: 300);   // until what grows with a crush has done so
        long before = run.AllocatedByShard;
        run.Step(ticks: 300);
        Assert.Equal(Players, run.Shard.Sessions.PlayingCount);
        Assert.Equal(0, run.AllocatedByShard - before);
    }

    private static void BuyRounds(List<SessionPlayer> players, SessionScene scene, int moments)
    {
        byte[] order = new byte[ArenaOrder.Bytes];
        new ArenaOrder(ArenaGood.Rounds, 1, ArenaRules.RoundsPrice).Write(order);
        for (int moment = 0; moment < moments; moment++)
        {
            foreach (SessionPlayer player in players)
            {
                if (!player.IsDead) Assert.True(player.Client.TrySend(order, out _));
            }

            scene.Run(0.1);
        }
    }
}
