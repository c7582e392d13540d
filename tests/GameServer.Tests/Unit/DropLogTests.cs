using GameServer.Core;
using GameServer.Host;
using GameServer.Server;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class DropLogTests
{
    [Fact]
    public void A_flood_at_one_shard_is_two_lines_of_the_hosts_log()
    {
        StatusBoard[] boards = [new(), new()];
        DropLog log = new(boards);
        Assert.Empty(log.Next(At(0)));
        Publish(boards[1], DropReason.Malformed, 5000);
        Assert.Empty(log.Next(At(5)));
        Assert.Equal("shard 1: Dropped datagrams: Malformed began, 5000 in 10 s", Assert.Single(log.Next(At(10))));
        Publish(boards[1], DropReason.Malformed, 9000);
        Assert.Empty(log.Next(At(20)));
        Assert.Equal("shard 1: Dropped datagrams: Malformed ceased, 0 in 10 s", Assert.Single(log.Next(At(30))));
        Assert.Empty(log.Next(At(40)));
    }

    private static Timestamp At(int second) => new(second * Timestamp.NanosecondsPerSecond, 0);

    private static void Publish(StatusBoard board, DropReason reason, long count)
    {
        ShardStatus status = default;
        status.TransportDrops[(int)reason] = count;
        board.Publish(status);
    }
}
