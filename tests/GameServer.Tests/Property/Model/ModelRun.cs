using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Property.Model;

/// <summary>One room and its clients behind bad channels, as a function of a seed.</summary>
internal sealed class ModelRun : ISnapshotSink
{
    private readonly ModelScenario _scenario;
    private readonly ModelGame _game;
    private readonly RoomSimulation _room;
    private readonly RoomReplication _replication;
    private readonly ModelChronicle _chronicle = new();
    private readonly List<ModelClient> _clients = [];
    private Prng _prng;
    private Prng _coders;
    private int _joins;
    private bool _healed;

    public ModelRun(ModelScenario scenario)
    {
        _scenario = scenario;
        _prng = Prng.For(scenario.Seed, "run");
        _coders = Prng.For(scenario.Seed, "coders");
        _game = new ModelGame(scenario);
        _room = new RoomSimulation(_game, scenario.EntityCapacity, scenario.ViewerCount, scenario.Seed);
        _room.World.Tick = new Tick(scenario.FirstTick);
        _replication = new RoomReplication(_room, scenario.Options, scenario.TickRateHz, NoStageClock.Instance);
        _room.Step();
        _chronicle.Record(_room.World, _room.History);
        for (int i = 0; i < scenario.ViewerCount; i++) _clients.Add(NewClient(i));
    }

    /// <summary>Hash of every packet's bytes, in order.</summary>
    public ulong Digest { get; private set; }

    public ulong Seed => _scenario.Seed;

    /// <summary>Entities alive, summed over the ticks.</summary>
    public long EntityTicks { get; private set; }

    public IReadOnlyList<ModelClient> Clients => _clients;

    public RoomReplication Replication => _replication;

    public void Send(Viewer viewer, ReadOnlySpan<byte> packet)
    {
        Assert.True(packet.Length <= Limits.SnapshotBytes, $"SEED={_scenario.Seed}: a packet of {packet.Length} bytes");
        foreach (byte value in packet) Digest = StateHasher.Combine(Digest, value);
        ModelClient client = _clients[viewer.Tag];
        client.BytesSent += packet.Length;
        client.Down.Send(packet.ToArray(), _room.Tick.Value);
    }

    /// <summary>Reliable: late, but in order and never lost.</summary>
    public void SendCodebook(Viewer viewer, ReadOnlySpan<byte> message)
    {
        foreach (byte value in message) Digest = StateHasher.Combine(Digest, value);
        _clients[viewer.Tag].Codebooks.Enqueue((message.ToArray(), _room.Tick + _prng.NextInt(1, 30)));
    }

    public void Step()
    {
        foreach (ModelClient client in _clients)
        {
            foreach (ModelChannel.Datagram datagram in client.Up.Receive()) TakeInput(client, datagram.Bytes);
        }

        _room.Step();
        _chronicle.Record(_room.World, _room.History);
        EntityTicks += _room.World.EntityCount;
        _replication.BeginTick();
        for (int i = 0; i < _clients.Count; i++)
        {
            if (!_healed && _prng.NextChance(_scenario.RejoinChance)) _clients[i] = NewClient(i);
            if (_scenario.CoderChance > 0 && _coders.NextChance(_scenario.CoderChance)) _clients[i].Viewer.ForcedCoder = (SnapshotCoder)_coders.NextInt(3);
            _clients[i].NoteSight(_room.World, _game.Rule);
            _replication.Publish(_clients[i].Viewer, new InputFeedback(true, 32), this);
        }

        foreach (ModelClient client in _clients)
        {
            client.TakeCodebooks(_room.Tick);
            foreach (ModelChannel.Datagram datagram in client.Down.Receive()) Deliver(client, datagram);
            bool resync = !_healed && _prng.NextChance(_scenario.ResyncChance);
            client.Up.Send(client.WriteInput(_room.Tick, resync), _room.Tick.Value);
        }
    }

    /// <summary>Freezes the world and heals every channel.</summary>
    public void Heal()
    {
        _healed = true;
        _game.IsFrozen = true;
        foreach (ModelClient client in _clients)
        {
            client.Down.Heal(_scenario.HealedDelayTicks);
            client.Up.Heal(_scenario.HealedDelayTicks);
        }
    }

    /// <summary>Null when every client holds exactly what it should.</summary>
    public string? Difference()
    {
        foreach (ModelClient client in _clients)
        {
            if (client.Difference(_room.Tick) is { } difference) return $"SEED={_scenario.Seed} player {client.Viewer.Player}, tick {_room.Tick}: {difference}";
        }

        return null;
    }

    private void Deliver(ModelClient client, ModelChannel.Datagram datagram)
    {
        const int HeaderBytes = 13;
        if (_scenario.CorruptChance == 0)
        {
            client.Receive(datagram.Bytes, datagram.Tick);
            return;
        }

        byte[] bytes = (byte[])datagram.Bytes.Clone();
        bool corrupt = !_healed && bytes.Length > HeaderBytes && _prng.NextChance(_scenario.CorruptChance);
        if (corrupt) bytes[_prng.NextInt(HeaderBytes, bytes.Length)] ^= (byte)(1 << _prng.NextInt(8));
        client.ReceiveUnchecked(bytes);
    }

    private ModelClient NewClient(int index)
    {
        Viewer viewer = _replication.AddViewer(new PlayerSlot((ushort)index), index);
        return new ModelClient(_scenario, _chronicle, viewer, $"join {_joins++}", _room.Tick);
    }

    private void TakeInput(ModelClient client, byte[] packet)
    {
        Span<int> rows = stackalloc int[Limits.InputsPerPacket * 2];
        Assert.True(InputPacket.TryRead(packet, ModelSchema.Schema.Input, _room.Tick, out InputPacketContent content, new ushort[Limits.InputsPerPacket], rows));
        client.Viewer.Acknowledge(content.Acks, _room.Tick);
        client.Viewer.HoldsCodebook(content.Codebook);
        if (content.Resync) client.Viewer.TryResync(_room.Tick);
    }
}
