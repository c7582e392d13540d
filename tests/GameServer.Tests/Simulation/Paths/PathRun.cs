using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Tests.Simulation.Paths;

/// <summary>A room of movers and its clients, each behind paths of their own.</summary>
internal sealed class PathRun : ISnapshotSink
{
    public const int TickRateHz = 30;

    private readonly List<PathClient> _clients = [];
    private readonly int _entityCapacity;

    public PathRun(CrowdGame game, int entityCapacity, ReplicationOptions options)
    {
        _entityCapacity = entityCapacity;
        Game = game;
        Room = new RoomSimulation(game, entityCapacity, 8, 1);
        Replication = new RoomReplication(Room, options, TickRateHz, NoStageClock.Instance);
        Room.Step();
    }

    public CrowdGame Game { get; }

    public RoomSimulation Room { get; }

    public RoomReplication Replication { get; }

    public int Tick => (int)Room.Tick.Value;

    public PathClient Join()
    {
        PlayerSlot player = Room.Join("client")!.Value;
        PathClient client = new(Room.World.Schema, _entityCapacity, Replication.AddViewer(player, _clients.Count), $"client {_clients.Count}", Room.Tick);
        _clients.Add(client);
        return client;
    }

    public void Step()
    {
        foreach (PathClient client in _clients) client.TakeAcknowledgements(Room.Tick);
        Room.Step();
        Replication.BeginTick();
        foreach (PathClient client in _clients) Replication.Publish(client.Viewer, new InputFeedback(true, 2), this);
        foreach (PathClient client in _clients) client.Step(Tick);
    }

    public void Seconds(double seconds, Action? eachTick = null)
    {
        for (int i = 0; i < seconds * TickRateHz; i++)
        {
            Step();
            eachTick?.Invoke();
        }
    }

    public void Send(Viewer viewer, ReadOnlySpan<byte> packet)
    {
        PathClient client = _clients[viewer.Tag];
        client.BytesSent += packet.Length;
        foreach (byte value in packet) client.Digest = StateHasher.Combine(client.Digest, value);
        client.Down.Send(packet.ToArray(), Tick);
    }
}
