using System;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Allocation;

/// <summary>The tick thread allocates at start and then never: a tick of simulation and publishing is exactly 0 bytes.</summary>
public sealed class ReplicationAllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_warm_tick_of_fifty_players_allocates_nothing(ulong seed)
    {
        Assert.True(AppContext.TryGetSwitch("System.GC.Concurrent", out bool concurrent) && !concurrent, "With concurrent GC on, the counter shows bytes that nobody allocated.");
        ArenaRoom arena = new(seed, 50);
        while (arena.TryJoin()) arena.Step();
        arena.Watch();
        Run(arena, 300);
        long packets = arena.Replication.PacketCount;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(arena, 600);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated);
        Assert.True(arena.Replication.PacketCount - packets >= 600 * 50 * 9 / 10, "Nearly every client is sent something every tick.");
        Assert.True(arena.PacketsLost > 100, "Losses are part of it.");
    }

    /// <summary>Small budgets besides, so that choosing among candidates is part of it.</summary>
    [Theory]
    [InlineData(SnapshotCoder.Dense, 32_000)]
    [InlineData(SnapshotCoder.Dense, 1_500)]
    public void Nor_does_one_in_the_dense_coder(SnapshotCoder coder, int bytesPerSecond)
    {
        ArenaRoom arena = new(1, 50, options: new ReplicationOptions { Coder = coder, BytesPerSecond = bytesPerSecond });
        while (arena.TryJoin()) arena.Step();
        arena.Watch();
        Run(arena, 300);
        long dense = arena.Replication.DensePacketCount;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(arena, 300);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(arena.Replication.DensePacketCount - dense >= 300 * 50 * 9 / 10);
    }

    private static void Run(ArenaRoom arena, int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            arena.Step();
            arena.Publish();
        }
    }
}
