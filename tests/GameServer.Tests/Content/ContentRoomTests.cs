using System;
using System.Linq;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LiveOps;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Simulated;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Tests.Simulation.Sessions;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Content;

/// <summary>Content that changes in running rooms: on time, at the clients, on the disk, and for nothing.</summary>
public sealed class ContentRoomTests
{
    private static readonly ContentEdition s_fast = Edition("speed: 9\ndashSpeed: 24");
    private static readonly ContentEdition s_slow = Edition("speed: 4");

    [Fact]
    public void Changes_reach_every_client_before_their_tick_and_predictions_stay_right()
    {
        ArenaPrediction prediction = new();
        SteadyRun run = new(new SteadyRunOptions
        {
            Seed = 1,
            Players = 12,
            Behaviour = BotBehaviour.Wander,
            Client = new GameClientOptions { SharesServerClock = true, ReconnectSeconds = 0, Predicts = prediction },
            Link = new LinkConditions { DelayMs = 40, JitterMs = 5 },
            Shard = new ShardOptions { PlayersPerRoom = 16, EntitiesPerRoom = 512, Transport = new TransportOptions { PeersMax = 16 } },
        });
        run.Step(ticks: 200);
        long before = run.Clients.Sum(client => client.Prediction!.Mispredictions);
        for (int i = 0; i < 6; i++)
        {
            run.Shard.Content.Follow(new Always(i % 2 == 0 ? s_fast : s_slow));
            run.Step(ticks: 60);
            Assert.All(run.Clients, client => Assert.Equal((i % 2 == 0 ? s_fast : s_slow).Version, client.Content.Hash));
        }

        long wrong = run.Clients.Sum(client => client.Prediction!.Mispredictions) - before;
        Assert.InRange(wrong, 0, 30);   // those that a fight brings anyway; without content at the client each of 4,320 ticks would be one
        Assert.All(run.Clients, client => Assert.Equal((6, 0, 0, 0), (client.Statistics.ContentTaken, client.Statistics.ContentRefused, client.Statistics.ContentUnreadable, client.Statistics.HashMismatches)));
        Assert.Equal(6 * 12, run.Shard.Sessions.Counts.ContentTaken);
    }

    [Fact]
    public void A_plan_is_asked_when_it_may_say_something_new_and_else_not_at_all()
    {
        SteadyRun run = new(new SteadyRunOptions
        {
            Seed = 1,
            Players = 4,
            Behaviour = BotBehaviour.Wander,
            Shard = new ShardOptions { PlayersPerRoom = 8, EntitiesPerRoom = 256, Rooms = 2, Transport = new TransportOptions { PeersMax = 16 } },
        });
        run.Step(ticks: 30);
        Event plan = new(s_slow, s_fast, run.Now.Plus(4 * Timestamp.NanosecondsPerSecond).UtcTicks);
        run.Shard.Content.Follow(plan);
        run.Step(ticks: 60);   // two seconds: announced half a second ahead, and followed since
        long asked = plan.AskedCount;
        Assert.All(run.Shard.Rooms.All.ToArray(), room => Assert.Equal(s_slow.Version, room.ContentVersion));
        run.Step(ticks: 30);
        Assert.Equal(asked, plan.AskedCount);
        run.Step(ticks: 60);
        Assert.All(run.Shard.Rooms.All.ToArray(), room => Assert.Equal(s_fast.Version, room.ContentVersion));
        Assert.True(plan.AskedCount > asked);
    }

    [Fact]
    public void Who_belongs_to_a_trial_is_led_to_a_room_that_has_it()
    {
        RoomId trial = new(1);
        using SessionScene scene = new(1, options => options with { Rooms = 3, PlayersPerRoom = 2 }, records: false);
        scene.Shard.Content.Follow(new Trial(trial, player => player.StartsWith("chosen", StringComparison.Ordinal)));
        string[] players = ["chosen 1", "other 1", "chosen 2", "other 2", "chosen 3"];   // for the last its room is full: any other will do
        foreach (string player in players)
        {
            scene.Join(player);
            scene.Run(1);
        }

        Assert.Equal([1, 0, 1, 0, 2], players.Select(player => scene.Shard.Rooms.All.ToArray().Single(room => room.Sessions.ToArray().Any(session => session.PlayerId == player)).Id.Value));
    }

    [Fact]
    public void Changing_content_allocates_nothing_on_the_shards_thread()
    {
        SteadyRun run = new(new SteadyRunOptions
        {
            Seed = 1,
            Players = 50,
            Behaviour = BotBehaviour.Wander,
            Client = new GameClientOptions { SharesServerClock = true, ReconnectSeconds = 0, Content = ArenaContent.Declaration },
            Link = new LinkConditions { DelayMs = 20, LossChance = 0.02 },
            Shard = new ShardOptions { PlayersPerRoom = 64, EntitiesPerRoom = 2048, Transport = new TransportOptions { PeersMax = 64 } },
        });
        Always fast = new(s_fast);
        Always slow = new(s_slow);
        run.Step(ticks: 300);
        long allocated = 0;
        for (int i = 0; i < 20; i++)
        {
            run.Shard.Content.Follow(i % 2 == 0 ? fast : slow);
            long before = run.AllocatedByShard;
            run.Step(ticks: 40);
            if (i >= 8) allocated += run.AllocatedByShard - before;   // the first messages make the connections' windows
        }

        Assert.Equal(20 * 50, run.Shard.Sessions.Counts.ContentTaken);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void A_room_comes_back_with_the_content_that_its_log_names()
    {
        SimulatedStorage disk = new(5);
        new ContentStore(disk).Write(s_fast.Set.Document);
        ContentSet content = Restart(disk, follow: s_fast, ticks: 90, checkpointSeconds: 600);
        Assert.Equal(s_fast.Version, content.Hash);
        Assert.Equal(9, content.Of(ArenaContent.Ship).Speed);
    }

    [Fact]
    public void A_room_comes_back_with_the_content_that_its_checkpoint_names()
    {
        SimulatedStorage disk = new(6);
        new ContentStore(disk).Write(s_fast.Set.Document);
        Assert.Equal(s_fast.Version, Restart(disk, follow: s_fast, ticks: 200, checkpointSeconds: 1).Hash);
    }

    [Fact]
    public void A_log_whose_content_is_gone_is_refused_by_name()
    {
        SimulatedStorage disk = new(7);
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => Restart(disk, follow: s_fast, ticks: 90, checkpointSeconds: 600));
        Assert.Contains(ContentIndexFile.Hex(s_fast.Version), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_origin_from_before_there_was_content_is_still_read()
    {
        RoomOrigin origin = RoomOrigin.Of(new RoomId(3), "arena", ArenaSchema.Schema, new ShardOptions()) with { Content = 0x0123_4567_89AB_CDEF };
        byte[] now = origin.Encode();
        Assert.True(RoomOrigin.TryDecode(now, out RoomOrigin? read, out int length));
        Assert.Equal((origin, now.Length), (read, length));
        byte[] before = [2, 0, 0, 0, .. now[12..]];
        Assert.True(RoomOrigin.TryDecode(before, out RoomOrigin? old, out length));
        Assert.Equal((origin with { Content = 0 }, before.Length), (old, length));
    }

    private static ContentSet Restart(SimulatedStorage disk, ContentEdition follow, int ticks, double checkpointSeconds)
    {
        JournaledShard run = new(1, disk, new JournalOptions { CheckpointSeconds = checkpointSeconds }, rooms: 1, players: 4);
        run.Start(run.Recover());
        run.Shard.Content.Follow(new Always(follow));
        run.Run(ticks);
        run.Drain();
        run.Die();
        RecoveryReport report = run.Recover(RecoverMode.Strict);
        if (report.Refusals.Count > 0) throw new InvalidOperationException(string.Join(' ', report.Refusals));
        return report.Rooms.Values.Single().World.Content;
    }

    private static ContentEdition Edition(string ship)
    {
        ContentDeclaration arena = ArenaContent.Declaration;
        ContentDocument document = ContentReader.Read(arena.Schema, [new ContentFile("ship.yaml", ship)]).Document!;
        Assert.True(arena.TryBind(document, out ContentSet? set, out _));
        return new ContentEdition(set, [arena.Defaults.Document]);
    }

    private sealed class Event(ContentEdition before, ContentEdition after, long fromTicks) : IContentPlan
    {
        public long AskedCount { get; private set; }

        public ContentEdition? EditionFor(RoomId room, Timestamp now)
        {
            AskedCount++;
            return now.UtcTicks < fromTicks ? before : after;
        }

        public long NextChangeTicks(Timestamp now) => now.UtcTicks < fromTicks ? fromTicks : long.MaxValue;
    }

    private sealed class Trial(RoomId of, Func<string, bool> isChosen) : IContentPlan
    {
        public ContentEdition? EditionFor(RoomId room, Timestamp now) => null;

        public long NextChangeTicks(Timestamp now) => long.MaxValue;

        public bool Suits(RoomId room, string player) => (room == of) == isChosen(player);
    }

    private sealed class Always(ContentEdition edition) : IContentPlan
    {
        public ContentEdition? EditionFor(RoomId room, Timestamp now) => edition;

        public long NextChangeTicks(Timestamp now) => long.MaxValue;
    }
}
