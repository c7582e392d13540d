using System;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Simulated;
using GameServer.Replication;
using GameServer.Server;

namespace GameServer.Bench.Steps;

/// <summary>
/// How old what clients show is: of each entity in a client's view, the ticks since the state it holds was last the truth; 0 where it is the truth. Sampled between ticks, so that a tick of the
/// link is part of it.
/// </summary>
internal sealed class Staleness
{
    private const int AgeMax = Limits.HistoryTicks - 2;

    private readonly LatencyHistogram _ages = new();
    private readonly int[] _row = new int[Limits.RowFields];

    public long P50 => _ages.Quantile(0.5);

    public long P99 => _ages.Quantile(0.99);

    public double Mean => _ages.Mean;

    public void Sample(SteadyRun run)
    {
        Room room = run.Shard.Rooms.All[0];
        foreach (GameClient client in run.Clients)
        {
            ReplicatedWorld world = client.World!;
            foreach (ref readonly ReplicatedEntity entity in world.Entities) Record(room, entity, world.RowOf(entity));
        }
    }

    // What is dead is about to leave the view: it has no state to be behind of.
    private void Record(Room room, in ReplicatedEntity entity, ReadOnlySpan<int> held)
    {
        if (!room.World.IsAlive(entity.Slot) || room.World.KindOf(entity.Slot).Index != entity.KindIndex) return;
        int age = 0;
        Span<int> row = _row.AsSpan(0, held.Length);
        while (age < AgeMax && room.TryReadPast(entity.Slot, room.Tick - age, row) && !held.SequenceEqual(row)) age++;
        _ages.Record(age);
    }
}
