using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Simulated;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>A live server and clients of other builds: they join, play, and see in their own terms what is true in the server's.</summary>
public sealed class SchemaEvolutionTests
{
    private const ulong Seed = 5;

    private static readonly Endpoint ServerEndpoint = Endpoint.FromIPv4(0x0A00_0001, 7777);

    private readonly SimulatedNetwork _network = new(Seed);
    private readonly Shard _shard;
    private Timestamp _now = new(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);
    private uint _clients = 1;

    public SchemaEvolutionTests()
    {
        _network.AdvanceTo(_now);
        ShardOptions options = new() { Seed = Seed, PlayersPerRoom = 8, EntitiesPerRoom = 256, Transport = new TransportOptions { PeersMax = 64 } };
        _shard = new Shard(() => new ArenaGame(options.TickRateHz), options, _network.Bind(ServerEndpoint), NoStageClock.Instance, _now);
    }

    /// <summary>Half of the players come from another build, over a network that loses and reorders; the others' bots do not notice.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Half_of_the_players_come_from_another_build(ulong seed)
    {
        LinkConditions link = new() { DelayMs = 30, JitterMs = 10, LossChance = 0.05, ReorderChance = 0.1, DuplicateChance = 0.02 };
        SteadyRun run = new(new SteadyRunOptions
        {
            Seed = seed,
            Players = 20,
            Shard = new ShardOptions { Seed = seed, PlayersPerRoom = 32, EntitiesPerRoom = 1024, Replication = new ReplicationOptions { HashPeriodSeconds = 0.2 }, Transport = new TransportOptions { PeersMax = 64 } },
            Link = link,
            ChurnPerSecond = 0.02,
            OtherBuild = OtherArena.NewClient,
        });
        run.Step(ticks: 600);
        run.HealNetwork();
        Assert.True(run.StepUntil(r => r.AllClientsMatchServer(), ticksMax: 600));
        GameClient[] others = [.. run.Clients.Where(client => client.Schema == OtherArena.Schema)];
        Assert.InRange(others.Length, 5, 15);
        int ships = 0;
        HashSet<int> places = [];
        for (int i = 0; i < 10; i++)
        {
            run.Step(30);
            foreach (GameClient client in others.Where(client => client.State == ClientState.Playing)) ships += CheckView(run.Shard.Rooms.All[0], client, places);
        }

        Assert.True(ships > 50, $"{ships} ships were compared");
        Assert.True(places.Count > 40, "players of the other build do not fly");
        Assert.Empty(run.UnexpectedlyClosed);
        Assert.All(run.Clients, client => Assert.Equal((0, 0), (client.Statistics.HashMismatches, client.Statistics.Malformed)));
        Assert.All(others, client => Assert.True(client.Statistics.ViewHashChecks > 10));
    }

    [Fact]
    public void A_reconnect_transfers_no_schema()
    {
        GameClientOptions options = new();
        GameClient first = Join(OtherArena.Schema, options);
        Assert.Equal(ArenaSchema.Schema.Hash, options.SchemaCache.NewestHash);
        long firstBytes = first.Traffic.BytesIn;
        first.Leave();
        Step(60, first);
        GameClient second = Join(OtherArena.Schema, options);
        Assert.True(firstBytes > ArenaSchema.Schema.Encoded.Length, $"{firstBytes} bytes came at first");
        Assert.True(second.Traffic.BytesIn < ArenaSchema.Schema.Encoded.Length / 2, $"{second.Traffic.BytesIn} bytes came the second time");
        Step(60, second);
        Assert.Contains(second.World!.Entities.ToArray(), entity => entity.IsOwned && entity.KindIndex == OtherArena.Ship.Index);
        Assert.True(second.Statistics.HashChecks > 0);
        Assert.Equal(0, second.Statistics.HashMismatches);
    }

    [Fact]
    public void A_spoilt_cache_costs_a_transfer_and_nothing_else()
    {
        GameClientOptions options = new();
        options.SchemaCache.Store(ArenaSchema.Schema.Hash, "not a schema"u8);
        GameClient client = Join(OtherArena.Schema, options);
        Assert.Equal(ClientState.Playing, client.State);
        Assert.Equal(ArenaSchema.Schema.Encoded.ToArray(), options.SchemaCache.Find(ArenaSchema.Schema.Hash).ToArray());
    }

    [Fact]
    public void A_client_of_the_same_build_is_sent_no_schema()
    {
        GameClientOptions options = new();
        GameClient client = Join(ArenaSchema.Schema, options);
        Assert.Equal(ClientState.Playing, client.State);
        Assert.Equal(0ul, options.SchemaCache.NewestHash);
        Assert.True(client.Traffic.BytesIn < ArenaSchema.Schema.Encoded.Length / 2);
    }

    [Fact]
    public void Another_game_is_refused_by_name()
    {
        GameClient client = Join(Property.Model.ModelSchema.Schema, new GameClientOptions());
        Assert.Equal((ClientState.Closed, ClientCloseReason.JoinRefused), (client.State, client.CloseReason));
        Assert.Contains("Schema: this server runs arena", client.CloseText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_in_other_terms_allocates_nothing_once_warm()
    {
        GameClient client = Join(OtherArena.Schema, new GameClientOptions());
        Step(1_000, client);
        foreach (ReplicatedEntity entity in client.World!.Entities) client.World.RowOf(entity);   // the first look takes the memory
        Step(1, client);
        long allocated = 0;
        long applied = client.Statistics.SnapshotsApplied;
        for (int i = 0; i < 600; i++)
        {
            _now = _now.Plus(2 * Timestamp.NanosecondsPerMillisecond);
            _network.AdvanceTo(_now);
            _shard.Step(_now);
            _network.AdvanceTo(_now);
            long before = GC.GetAllocatedBytesForCurrentThread();
            client.Poll(_now);
            foreach (ReplicatedEntity entity in client.World!.Entities) client.World.RowOf(entity);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.True(client.Statistics.SnapshotsApplied > applied + 20);
        Assert.Equal(0, allocated);
    }

    private static int CheckView(Room room, GameClient client, HashSet<int> places)
    {
        Span<int> truth = stackalloc int[Limits.RowFields];
        int ships = 0;
        foreach (ReplicatedEntity entity in client.World!.Entities)
        {
            EntityKind kind = OtherArena.Schema.Kinds[entity.KindIndex];
            Assert.NotEqual("mine", kind.Name);
            ReadOnlySpan<int> row = truth[..ServerKind(kind.Name).Fields.Length];
            if (!room.TryReadPast(entity.Slot, client.World.TickOf(entity), truth[..row.Length])) continue;
            if (kind == OtherArena.Score) continue;
            CheckBody(client.World, entity, row);
            if (kind != OtherArena.Ship) continue;
            ships++;
            CheckShip(client.World, entity, row);
            if (entity.IsOwned) places.Add(row[0]);
        }

        return ships;
    }

    private static EntityKind ServerKind(string name)
    {
        foreach (EntityKind kind in ArenaSchema.Schema.Kinds)
        {
            if (kind.Name == name) return kind;
        }

        throw new ArgumentException(name);
    }

    // The server's rows: x, y, angle in 1/64 units and 1/256 turns first.
    private static void CheckBody(ReplicatedWorld world, in ReplicatedEntity entity, ReadOnlySpan<int> truth)
    {
        ReadOnlySpan<int> body = RowPart(world, entity, OtherArena.Body);
        Assert.InRange((body[2] / 256.0) - 8 - (truth[0] / 64.0), -1.0 / 512, 1.0 / 512);
        Assert.InRange((body[1] / 10.0) - (truth[1] / 64.0), -0.0501, 0.0501);
        Assert.InRange(((body[0] * 4) - truth[2] + 258) & 255, 0, 4);
    }

    // health, state, team, score, ammo, dashCooldown follow.
    private static void CheckShip(ReplicatedWorld world, in ReplicatedEntity entity, ReadOnlySpan<int> truth)
    {
        ReadOnlySpan<int> vitals = RowPart(world, entity, OtherArena.Vitals);
        Assert.Equal(ShiftedCodec.DefaultOf(OtherArena.Vitals.Schema!, 0), vitals[0]);
        Assert.Equal(Math.Clamp(truth[3], 20, 60) - 20, vitals[1]);
        ReadOnlySpan<int> loadout = RowPart(world, entity, OtherArena.Loadout);
        Assert.Equal(ShiftedCodec.DefaultOf(OtherArena.Loadout.Schema!, 0), loadout[0]);
        Assert.Equal(entity.IsOwned ? truth[7] : ShiftedCodec.DefaultOf(OtherArena.Loadout.Schema!, 1), loadout[1]);
        Ints trail = world.Get(OtherArena.Trail, entity);
        Assert.Equal((0, 0), (trail[0], trail[1]));
    }

    private static ReadOnlySpan<int> RowPart(ReplicatedWorld world, in ReplicatedEntity entity, ComponentKey component)
    {
        KindComponent part = OtherArena.Schema.Kinds[entity.KindIndex].Component(component);
        return world.RowOf(entity).Slice(part.FirstField, part.FieldCount);
    }

    private GameClient Join(GameSchema schema, GameClientOptions options)
    {
        IDatagramSocket socket = _network.Bind(Endpoint.FromIPv4(0x0A00_0000 | (_clients++ << 8) | 2, 0));
        GameClient client = new(schema, new OtherArena(Seed), options, socket, new SnapshotScratch(), Seed);
        client.Connect(ServerEndpoint, _now);
        for (int i = 0; i < 500 && client.State is not (ClientState.Playing or ClientState.Closed); i++) Step(1, client);
        return client;
    }

    private void Step(int steps, GameClient client)
    {
        for (int i = 0; i < steps; i++)
        {
            _now = _now.Plus(10 * Timestamp.NanosecondsPerMillisecond);
            _network.AdvanceTo(_now);
            _shard.Step(_now);
            _network.AdvanceTo(_now);
            client.Poll(_now);
        }
    }
}
