using GameServer.LoadTest.Run;
using GameServer.LoadTest.Target;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class LoadTestOptionsTests
{
    [Theory]
    [InlineData("127.0.0.1:7777", "127.0.0.1", 7777)]
    [InlineData("[::1]:7777", "::1", 7777)]
    [InlineData("play.example.org:1", "play.example.org", 1)]
    public void Addresses_are_read_as_people_write_them(string text, string host, int port)
    {
        Assert.True(ServerAddress.TryParse(text, out ServerAddress address));
        Assert.Equal(new ServerAddress(host, port), address);
        Assert.Equal(text, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData(":7777")]
    [InlineData("localhost:")]
    [InlineData("localhost:65536")]
    [InlineData("localhost:-1")]
    [InlineData("::1:7777")]
    [InlineData("[::1]")]
    [InlineData("[localhost]:7777")]
    [InlineData("[127.0.0.1]:7777")]
    public void What_is_not_host_and_port_is_refused(string text) => Assert.False(ServerAddress.TryParse(text, out _));

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        RunOptions options = new() { Bots = 0, RateHz = 129, Seconds = double.NaN, WarmUpSeconds = -1, ConnectsPerSecond = 0, Threads = 0, ServerArguments = "--seed 1" };
        Assert.Equal(8, options.Problems().Count);
        Assert.Empty(new RunOptions { Server = "127.0.0.1:7777" }.Problems());
        Assert.Empty(new RunOptions { Spawn = true, ServerArguments = "--seed 1" }.Problems());
    }

    [Theory]
    [InlineData("listening on [::]:7777 (arena, 30 Hz, 1 room, 1 shard), admin http://127.0.0.1:8080", "7777", "127.0.0.1:8080")]
    [InlineData("listening on 0.0.0.0:41234, 0.0.0.0:41235 (arena, 60 Hz, 2 rooms, 2 shards), admin http://[::1]:8080", "41234", "[::1]:8080")]
    public void A_servers_start_line_names_its_ports(string line, string port, string admin)
    {
        Assert.True(SpawnedServer.TryReadStartLine(line, out int readPort, out string? readAdmin));
        Assert.Equal((port, admin), (readPort.ToString(System.Globalization.CultureInfo.InvariantCulture), readAdmin));
    }

    [Fact]
    public void Other_lines_of_a_server_are_not_its_start_line() =>
        Assert.False(SpawnedServer.TryReadStartLine("tick 145 | players 50 | entities 121", out _, out _));
}
