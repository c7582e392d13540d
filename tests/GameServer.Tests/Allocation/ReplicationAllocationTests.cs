using System;
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

    private static void Run(ArenaRoom arena, int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            arena.Step();
            arena.Publish();
        }
    }
}
