using System;
using System.Collections.Generic;
using System.IO;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Golden;

/// <summary>
/// The bits of the unreliable messages, from a room of three entities: <c>create.hex</c> holds whole rows in an owner's first packet, <c>delta.hex</c> what a move, a
/// changed secret and a removal take two ticks later, <c>input.hex</c> a client's packet. They change only with the protocol's version.
/// </summary>
public sealed class SnapshotBytesTests : ISnapshotSink
{
    private readonly List<string> _packets = [];
    private readonly RoomSimulation _room;
    private readonly RoomReplication _replication;
    private readonly ScriptedGame _game = new();
    private readonly Viewer _viewer;

    public SnapshotBytesTests()
    {
        _room = new RoomSimulation(_game, 16, 2, 1);
        _replication = new RoomReplication(_room, new ReplicationOptions { HashPeriodSeconds = 0 }, 30, NoStageClock.Instance);
        _viewer = _replication.AddViewer(new PlayerSlot(1), 0);
        _room.Join("owner");
        _room.Join("viewer");
    }

    [Fact]
    public void A_first_packet_is_these_bits()
    {
        Publish();
        Assert.Equal(Golden("create.hex"), Assert.Single(_packets));
    }

    [Fact]
    public void A_delta_packet_is_these_bits()
    {
        Publish();
        _viewer.Acknowledge(AckWindow.FromWire(0, 0), _room.Tick);
        Publish();
        _viewer.Acknowledge(AckWindow.FromWire(0, 0), _room.Tick);
        _packets.Clear();
        Publish();
        Assert.Equal(Golden("delta.hex"), Assert.Single(_packets));
    }

    [Fact]
    public void A_reader_that_has_only_these_bytes_shows_the_room()
    {
        ReplicatedWorld world = new(ModelSchema.Schema, 16);
        SnapshotReader reader = new(world, new SnapshotScratch());
        Assert.Equal(SnapshotResult.Applied, reader.Read(Convert.FromHexString(Golden("create.hex")), out SnapshotInfo info));
        Assert.Equal((new Tick(1), 3, 32, true), (info.Tick, info.EntityCount, info.InputLeadSixteenths, info.InputFresh));
        Assert.True(world.TryFind(0, out ReplicatedEntity walker));
        Assert.True(walker.IsOwned);
        Assert.Equal(77, world.Get(ModelSchema.Secret, walker)[0]);
        Assert.Equal(SnapshotResult.Applied, reader.Read(Convert.FromHexString(Golden("delta.hex")), out info));
        Assert.Equal((new Tick(3), 2), (info.Tick, info.EntityCount));
        Assert.True(world.TryFind(0, out walker));
        Assert.Equal(76, world.Get(ModelSchema.Secret, walker)[0]);
        Assert.Equal(405, world.Get(ModelSchema.Spot, walker)[0]);
        Assert.False(world.TryFind(1, out _));
        Assert.True(world.TryFind(2, out ReplicatedEntity clock));
        Assert.Equal(3, world.Get(ModelSchema.Looks, clock)[1]);
    }

    [Fact]
    public void An_input_packet_is_these_bits()
    {
        byte[] packet = new byte[InputPacket.BytesMax];
        int length = InputPacket.Write(packet, AckWindow.FromWire(0x1234, 0x8000_0001), true, new Tick(70_000), ModelSchema.Schema.Input, [83, 84, 80], [5, 1, 5, 0, 2, 0]);
        Assert.Equal(Golden("input.hex"), Convert.ToHexStringLower(packet.AsSpan(0, length)));
    }

    void ISnapshotSink.Send(Viewer viewer, ReadOnlySpan<byte> packet) => _packets.Add(Convert.ToHexStringLower(packet));

    private static string Golden(string file) => File.ReadAllText(Repository.Test($"Golden/{file}")).Trim();

    private void Publish()
    {
        _room.Step();
        _replication.BeginTick();
        _replication.Publish(_viewer, new InputFeedback(true, 32), this);
    }

    /// <summary>Tick 1: a walker of the viewer's, a rock beside it, a clock. Tick 2: nothing. Tick 3: the walker moves and spends, the rock is gone.</summary>
    private sealed class ScriptedGame : IGame
    {
        private EntityId _walker;
        private EntityId _rock;

        public GameSchema Schema => ModelSchema.Schema;

        public void Start(World world)
        {
            _walker = world.Spawn(Schema.Kinds[0], new PlayerSlot(1));
            Set(world, ModelSchema.Spot, _walker, 400, 200);
            Set(world, ModelSchema.Looks, _walker, 17, 5, 1, 1 << 20);
            Set(world, ModelSchema.Secret, _walker, 77, 51);
            _rock = world.Spawn(Schema.Kinds[1]);
            Set(world, ModelSchema.Spot, _rock, 404, 190);
            Set(world, ModelSchema.Looks, world.Spawn(Schema.Kinds[2]), 1, 3, 0, 9);
            world.SetFocus(new PlayerSlot(1), _walker);
        }

        public void PlayerJoined(World world, PlayerSlot player, string name)
        {
        }

        public void PlayerLeft(World world, PlayerSlot player)
        {
        }

        public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields)
        {
        }

        public void Tick(World world)
        {
            if (world.Tick.Value != 3) return;
            world.Get(ModelSchema.Spot, _walker)[0] += 5;
            world.Get(ModelSchema.Secret, _walker)[0]--;
            world.Destroy(_rock);
        }

        private static void Set(World world, ComponentKey<Ints> component, EntityId entity, params ReadOnlySpan<int> values)
        {
            values.CopyTo(world.Get(component, entity));
        }
    }
}
