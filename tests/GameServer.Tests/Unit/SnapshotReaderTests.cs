using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class SnapshotReaderTests
{
    [Theory]
    [InlineData(30_000, 2)]      // the clock jumps ahead: real packets look stale
    [InlineData(101, 30_000)]    // the packet count jumps ahead: real packets look like copies
    public void A_header_altered_on_the_way_does_not_silence_the_view_for_ever(ushort tickLow, ushort sequence)
    {
        SnapshotReader reader = new(new ReplicatedWorld(ArenaSchema.Schema, 64), new SnapshotScratch());
        reader.StartAt(new Tick(99));
        Assert.Equal(SnapshotResult.Applied, Read(reader, 1, 100));
        Assert.Equal(SnapshotResult.Applied, Read(reader, sequence, tickLow));

        int ignored = 0;
        ushort next = 3;
        while (Read(reader, next, (ushort)(100 + next)) != SnapshotResult.Applied)
        {
            next++;
            Assert.True(++ignored <= 64, "packets are ignored for ever");
        }

        Assert.True(ignored > 0, "the altered header was not believed in the first place");
        Assert.True(reader.NeedsResync);
        for (int i = 0; i < 40; i++) Assert.Equal(SnapshotResult.Applied, Read(reader, ++next, (ushort)(100 + next)));
        Assert.False(reader.NeedsResync);
    }

    private static SnapshotResult Read(SnapshotReader reader, ushort sequence, ushort tickLow)
    {
        Span<byte> packet = stackalloc byte[32];
        BitWriter writer = new(packet);
        new SnapshotHeader { Sequence = sequence, TickLow = tickLow, HashScope = HashScope.None }.Write(ref writer);
        return reader.Read(packet[..writer.Finish()], out _);
    }
}
