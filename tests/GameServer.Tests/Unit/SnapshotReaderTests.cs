using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class SnapshotReaderTests
{
    private const int TickRateHz = 30;

    [Theory]
    [InlineData(3_000, 2)]       // the clock jumps ahead: real packets look stale
    [InlineData(101, 30_000)]    // the packet count jumps ahead: real packets look like copies
    public void A_header_altered_on_the_way_does_not_silence_the_view_for_ever(ushort tickLow, ushort sequence)
    {
        SnapshotReader reader = new(new ReplicatedWorld(ArenaSchema.Schema, 64), new SnapshotScratch());
        reader.StartAt(new Tick(99), TickRateHz);
        Assert.Equal(SnapshotResult.Applied, Read(reader, 1, 100));
        Assert.Equal(SnapshotResult.Applied, Read(reader, sequence, tickLow));

        int ignored = 0;
        ushort next = 3;
        while (Read(reader, next, (ushort)(100 + next)) != SnapshotResult.Applied)
        {
            next++;
            Assert.True(++ignored <= (3 * TickRateHz) + 1, "packets are ignored for ever");
        }

        Assert.True(ignored > 0, "the altered header was not believed in the first place");
        Assert.True(reader.NeedsResync);
        for (int i = 0; i < 40; i++) Assert.Equal(SnapshotResult.Applied, Read(reader, ++next, (ushort)(100 + next)));
        Assert.False(reader.NeedsResync);
    }

    [Fact]
    public void What_is_still_on_the_longer_way_when_a_path_becomes_shorter_does_not_start_the_view_over()
    {
        ReplicatedWorld world = new(ArenaSchema.Schema, 64);
        SnapshotReader reader = new(world, new SnapshotScratch());
        reader.StartAt(new Tick(99), 128);
        Assert.Equal(SnapshotResult.Applied, Read(reader, 1, 100));
        Assert.Equal(SnapshotResult.Applied, Read(reader, 301, 400));
        for (int late = 0; late < 250; late++) Assert.NotEqual(SnapshotResult.Applied, Read(reader, (ushort)(2 + late), (ushort)(101 + late)));
        Assert.Equal(new Tick(400), world.Newest);
        Assert.False(reader.NeedsResync);
        Assert.Equal(SnapshotResult.Applied, Read(reader, 302, 401));
    }

    [Theory, InlineData(30_000), InlineData(40_000)]
    public void A_tick_out_of_all_reach_is_not_believed_and_moves_no_later_one(ushort tickLow)
    {
        ReplicatedWorld world = new(ArenaSchema.Schema, 64);
        SnapshotReader reader = new(world, new SnapshotScratch());
        reader.StartAt(new Tick(70_000), TickRateHz);
        Assert.Equal(SnapshotResult.Applied, Read(reader, 1, unchecked((ushort)70_001)));
        Assert.Equal(SnapshotResult.Stale, Read(reader, 2, tickLow));
        Assert.Equal(SnapshotResult.Applied, Read(reader, 3, unchecked((ushort)70_002)));
        Assert.Equal(new Tick(70_002), world.Newest);
    }

    private static SnapshotResult Read(SnapshotReader reader, ushort sequence, ushort tickLow)
    {
        Span<byte> packet = stackalloc byte[32];
        BitWriter writer = new(packet);
        new SnapshotHeader { Sequence = sequence, TickLow = tickLow, HashScope = HashScope.None }.Write(ref writer);
        return reader.Read(packet[..writer.Finish()], out _);
    }
}
