using GameServer.Core;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class DropWatchTests
{
    [Fact]
    public void A_flood_is_one_line_when_it_begins_and_one_when_it_ends()
    {
        TransportCounters counters = new();
        DropWatch watch = new();
        int lines = 0;
        string last = "";
        for (int second = 0; second < 100; second++)
        {
            for (int i = 0; i < 1000 && second is > 20 and < 60; i++) counters.Drop(DropReason.Malformed);
            counters.Drop(DropReason.Stranger);
            if (watch.Poll(counters.Drops, new Timestamp(second * Timestamp.NanosecondsPerSecond, 0)) is not { } line) continue;
            lines++;
            last = line;
        }

        Assert.Equal(2, lines);
        Assert.Equal("Dropped datagrams: Malformed ceased, 0 in 10 s", last);
    }
}
