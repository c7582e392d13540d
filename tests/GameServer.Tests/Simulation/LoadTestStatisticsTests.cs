using System.Collections.Generic;
using System.Linq;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>Are the load test's figures right? Bots on a network and a clock of which everything is known must measure just that.</summary>
public sealed class LoadTestStatisticsTests
{
    private const double HistogramError = 1.0 / 128;

    [Theory]
    [InlineData(0.2)]
    [InlineData(40)]
    [InlineData(110)]
    public void A_known_delay_is_the_snapshots_age(double delayMs)
    {
        World world = new(new LinkConditions { DelayMs = delayMs });
        world.Run(seconds: 3);
        world.Times.Clear();
        world.Run(seconds: 10);
        LatencyHistogram age = world.Times.SnapshotAge;
        Assert.InRange(age.Count, (10 * 30 * World.BotCount) - (2 * World.BotCount), (10 * 30 * World.BotCount) + (2 * World.BotCount));

        // Above the delay by up to a step of the server, which ticks late by that much, and one of the bots, who look that often.
        foreach (double quantile in new[] { 0.01, 0.5, 0.99, 1 })
        {
            Assert.InRange(age.Quantile(quantile) / 1e6, delayMs, (delayMs + (2 * World.StepMs)) * (1 + HistogramError));
        }

        Assert.InRange(world.Times.SnapshotGap.Quantile(0.5) / 1e6, 33 - World.StepMs, 34 + World.StepMs);
    }

    [Fact]
    public void Lost_snapshots_are_counted_and_show_as_old_views()
    {
        World world = new(new LinkConditions { DelayMs = 20, LossChance = 0.1 });
        world.Run(seconds: 3);
        long lostBefore = world.Lost;
        long appliedBefore = world.Applied;
        world.Times.Clear();
        world.Run(seconds: 60);
        double lost = world.Lost - lostBefore;
        Assert.InRange(lost / (lost + world.Applied - appliedBefore), 0.08, 0.12);

        // A tenth of the moments a player is owed something new shows what is a tick older, a hundredth two.
        LatencyHistogram age = world.Times.SnapshotAge;
        Assert.InRange(age.Quantile(0.85) / 1e6, 20, 20 + (2 * World.StepMs) + 0.5);
        Assert.InRange(age.Quantile(0.95) / 1e6, 20 + 33, 20 + 34 + (2 * World.StepMs));
        Assert.InRange(age.Quantile(0.995) / 1e6, 20 + 66, 20 + 68 + (2 * World.StepMs));
    }

    [Fact]
    public void A_server_that_stands_still_for_half_a_second_shows_in_gaps_and_ages()
    {
        World world = new(new LinkConditions { DelayMs = 1 });
        world.Run(seconds: 3);
        world.Times.Clear();
        world.Run(seconds: 10);
        world.Stall(seconds: 0.5);
        world.Run(seconds: 10);
        LatencyHistogram gap = world.Times.SnapshotGap;
        Assert.InRange(gap.Max / 1e6, 500 - World.StepMs, 500 + 34 + (2 * World.StepMs));
        Assert.InRange(gap.Quantile(0.999) / 1e6, 450, 540);

        // 20.5 s hold 615 moments, and 14 of them fell into the stall: more than two in a hundred saw an old view, though hardly a packet was late.
        LatencyHistogram age = world.Times.SnapshotAge;
        Assert.InRange(age.Quantile(0.97) / 1e6, 1, 6);
        Assert.InRange(age.Quantile(0.99) / 1e6, 150, 400);
        Assert.InRange(age.Quantile(0.999) / 1e6, 400, 540);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(40)]
    public void A_view_younger_than_a_tick_is_the_newest_there_is(double delayMs)
    {
        // What the swarm leans on when it asks the kernel for one datagram and not for two.
        World world = new(new LinkConditions { DelayMs = delayMs });
        Assert.All(world.Clients, client => Assert.Equal(long.MaxValue, client.ViewAgeNs));
        world.Run(seconds: 3);
        int youngCount = 0;
        int oldCount = 0;
        for (int i = 0; i < 300; i++)
        {
            world.Run(seconds: 0.0043);
            foreach (GameClient client in world.Clients)
            {
                bool isYoung = client.ViewAgeNs < Timestamp.NanosecondsPerSecond / 30;
                if (isYoung) youngCount++;
                else oldCount++;
                Assert.True(client.World!.Newest == world.ShardTick || !isYoung, $"{client.ViewAgeNs} ns old, {world.ShardTick - client.World.Newest} ticks behind");
            }
        }

        Assert.Equal(delayMs > 34, youngCount == 0);
        Assert.InRange(oldCount, 1, int.MaxValue);
    }

    /// <summary>A shard, a few bots and the network between them, on virtual time.</summary>
    private sealed class World
    {
        public const int BotCount = 8;
        public const double StepMs = 0.5;

        private readonly SimulatedNetwork _network;
        private readonly Shard _shard;
        private readonly List<Bot> _bots = [];
        private Timestamp _now = new(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);

        public World(LinkConditions link)
        {
            _network = new SimulatedNetwork(1) { DefaultConditions = link };
            _network.AdvanceTo(_now);
            Endpoint server = Endpoint.FromIPv4(0x0A00_0001, 7777);
            ShardOptions options = new() { TickRateHz = 30, PlayersPerRoom = 64, EntitiesPerRoom = 1024, Transport = new TransportOptions { PeersMax = 64, DisconnectTimeoutMs = 30_000 } };
            _shard = new Shard(() => new ArenaGame(30), options, _network.Bind(server), NoStageClock.Instance, _now);
            SnapshotScratch scratch = new();
            for (uint i = 0; i < BotCount; i++)
            {
                IDatagramSocket socket = _network.Bind(Endpoint.FromIPv4(0x0A00_0000 | ((i + 1) << 8) | 2, 0));
                Bot bot = new(new GameClientOptions { SharesServerClock = true }, BotBehaviour.Wander, ArenaGame.FieldSize(64), socket, scratch, Times, i);
                bot.Client.Connect(server, _now);
                _bots.Add(bot);
            }
        }

        public BotTimes Times { get; } = new();

        public IEnumerable<GameClient> Clients => _bots.Select(bot => bot.Client);

        public Tick ShardTick => _shard.Rooms.All[0].Tick;

        public long Lost => _bots.Sum(bot => bot.Client.Statistics.SnapshotsLost);

        public long Applied => _bots.Sum(bot => bot.Client.Statistics.SnapshotsApplied);

        public void Run(double seconds) => Go(seconds, isServerThere: true);

        public void Stall(double seconds) => Go(seconds, isServerThere: false);

        private void Go(double seconds, bool isServerThere)
        {
            for (int step = 0; step < seconds * 1000 / StepMs; step++)
            {
                _now = _now.Plus((long)(StepMs * Timestamp.NanosecondsPerMillisecond));
                _network.AdvanceTo(_now);
                if (isServerThere) _shard.Step(_now);
                _network.AdvanceTo(_now);
                foreach (Bot bot in _bots) bot.Poll(_now);
            }
        }
    }
}
