using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Tests;

/// <summary>An Arena room whose players fly and shoot at random, from a seed; with viewers if asked for. Nothing here allocates once running.</summary>
internal sealed class ArenaRoom : ISnapshotSink
{
    public const int TickRateHz = 30;

    /// <summary>Ticks from sending a packet to its acknowledgement.</summary>
    private const int AckDelayTicks = 4;

    private readonly List<PlayerSlot> _players = [];
    private readonly List<Viewer> _viewers = [];
    private readonly AckWindow[][] _acks = new AckWindow[AckDelayTicks][];   // what each client had applied in each of the last ticks
    private readonly ArenaInput[] _inputs;
    private Prng _prng;

    public ArenaRoom(ulong seed, int seats, int entityCapacity = 2048, IGame? game = null, ReplicationOptions? options = null)
    {
        _prng = Prng.For(seed, "players");
        _inputs = new ArenaInput[seats];
        Room = new RoomSimulation(game ?? new ArenaGame(TickRateHz), entityCapacity, seats, seed);
        Replication = new RoomReplication(Room, options ?? new ReplicationOptions(), TickRateHz, NoStageClock.Instance);
        for (int i = 0; i < AckDelayTicks; i++) _acks[i] = new AckWindow[seats];
    }

    public RoomSimulation Room { get; }

    public RoomReplication Replication { get; }

    public IReadOnlyList<PlayerSlot> Players => _players;

    public IReadOnlyList<Viewer> Viewers => _viewers;

    public long PacketsLost { get; private set; }

    public bool TryJoin()
    {
        if (Room.Join("pilot") is not { } player) return false;
        _players.Add(player);
        return true;
    }

    public void Leave(int index)
    {
        Room.Leave(_players[index]);
        _players.RemoveAt(index);
    }

    public void Watch()
    {
        foreach (PlayerSlot player in _players) _viewers.Add(Replication.AddViewer(player, _viewers.Count));
    }

    public void Step()
    {
        Span<int> fields = stackalloc int[5];
        foreach (PlayerSlot player in _players)
        {
            ref ArenaInput input = ref _inputs[player.Value];
            if (_prng.NextChance(0.1)) input = RandomInput();
            ArenaInputCodec.Instance.CaptureOne(input, fields);
            Room.InputsOf(player).Offer(Room.Tick.Next, fields);
        }

        Room.Step();
    }

    /// <summary>Publishes to everyone, and hands the server what clients acknowledged some ticks ago.</summary>
    public void Publish()
    {
        int now = (int)(Room.Tick.Value % AckDelayTicks);
        AckWindow[] arrived = _acks[now];
        for (int i = 0; i < _viewers.Count; i++) _viewers[i].Acknowledge(arrived[i], Room.Tick);
        _acks[(now + AckDelayTicks - 1) % AckDelayTicks].AsSpan().CopyTo(arrived);
        Replication.BeginTick();
        foreach (Viewer viewer in _viewers) Replication.Publish(viewer, new InputFeedback(true, 16), this);
    }

    public void Send(Viewer viewer, ReadOnlySpan<byte> packet)
    {
        if (_prng.NextChance(0.03)) PacketsLost++;
        else _acks[Room.Tick.Value % AckDelayTicks][viewer.Tag].Add((ushort)(packet[1] | (packet[2] << 8)));
    }

    private ArenaInput RandomInput() => new()
    {
        MoveX = _prng.NextFloat(-1, 1),
        MoveY = _prng.NextFloat(-1, 1),
        Aim = _prng.NextFloat(0, 6.28f),
        Fire = _prng.NextChance(0.6),
        Dash = _prng.NextChance(0.2),
    };
}
