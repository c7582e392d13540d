using System;
using System.Numerics;
using BenchmarkDotNet.Attributes;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Bench.Micro;

/// <summary>Interest among 10,000 entities: sorting them into cells once a tick, and asking once per client, beside a test of every distance.</summary>
public class GridBenchmarks
{
    private const int Players = 4000;
    private const int EntityCapacity = 10_000;

    private readonly InterestSet _near = new(EntityCapacity);
    private readonly InterestGrid _grid = new(ArenaSchema.Schema, EntityCapacity);
    private RoomSimulation _room = null!;
    private int _player;

    [GlobalSetup]
    public void Fill()
    {
        _room = new RoomSimulation(new ArenaGame(30), EntityCapacity, Players, 1);
        for (int i = 0; i < Players; i++) _room.Join("player");
        _room.Step();
        while (_room.World.Spawn(ArenaSchema.Projectile) is { IsNone: false } shot)
        {
            ref Body body = ref _room.World.Get(ArenaSchema.Body, shot);
            float size = ArenaGame.FieldSize(Players);
            body.X = _room.World.Prng.NextFloat(1, size);
            body.Y = _room.World.Prng.NextFloat(1, size);
            _room.World.Get(ArenaSchema.Flight, shot).FiredAt = (byte)_room.World.Tick.Next.Value;
        }

        _room.Step();
        Build();
    }

    [Benchmark]
    public void Build() => _grid.Build(_room.World, _room.History);

    [Benchmark]
    public void Ask_for_one_client()
    {
        ReadCentre(out int x, out int y);
        _near.Clear(_room.World.EntityCapacity);
        _grid.Query(x, y, _near);
    }

    /// <summary>The brute force to compare with: every distance, in slot order.</summary>
    [Benchmark(Baseline = true)]
    public int Test_every_distance()
    {
        ReadCentre(out int x, out int y);
        PositionSource position = ArenaSchema.Schema.Position!;
        ReadOnlySpan<int> xs = _room.History.Column(_room.Tick, position.ColumnX);
        ReadOnlySpan<int> ys = _room.History.Column(_room.Tick, position.ColumnY);
        int limit = position.EnterRadius * position.EnterRadius;
        int near = 0;
        for (int i = 0; i + Vector<int>.Count <= EntityCapacity; i += Vector<int>.Count)
        {
            Vector<int> dx = new Vector<int>(xs[i..]) - new Vector<int>(x);
            Vector<int> dy = new Vector<int>(ys[i..]) - new Vector<int>(y);
            near -= Vector.Sum(Vector.LessThanOrEqual((dx * dx) + (dy * dy), new Vector<int>(limit)));
        }

        return near;
    }

    private void ReadCentre(out int x, out int y)
    {
        _player = (_player + 1) % Players;
        ushort slot = _room.World.FocusOf(new PlayerSlot((ushort)_player)).Slot;
        x = _room.History.Column(_room.Tick, ArenaSchema.Schema.Position!.ColumnX)[slot];
        y = _room.History.Column(_room.Tick, ArenaSchema.Schema.Position.ColumnY)[slot];
    }
}
