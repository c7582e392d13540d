using System.Linq;
using GameServer.Host;
using GameServer.Persistence;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class HostOptionsTests
{
    [Fact]
    public void Limits_of_connections_reach_the_transport()
    {
        HostOptions options = new() { PlayersPerRoom = 100, Connections = 12_000, PeersPerAddress = 3, ConnectsPerPrefix = 7 };
        Assert.Empty(options.Validate());
        Transport.TransportOptions transport = options.ForShard(0).Transport;
        Assert.Equal((12_000, 3, 7), (transport.PeersMax, transport.PeersPerAddressMax, transport.ConnectsPerPrefixPerSecond));
        Assert.Equal(164, (options with { Connections = 0 }).ForShard(0).Transport.PeersMax);
    }

    [Fact]
    public void What_is_kept_is_chosen_by_options_that_are_checked()
    {
        HostOptions options = new() { Durability = Durability.Sync, CheckpointSeconds = 3 };
        Assert.Empty(options.Validate());
        Assert.Equal((Durability.Sync, 3.0), (options.Journal.Durability, options.Journal.CheckpointSeconds));
        Assert.Empty(options.Journal.Validate());
        Assert.Equal(2, (options with { Data = "", CheckpointSeconds = 0 }).Validate().Count);
    }

    [Fact]
    public void Players_records_are_kept_where_the_options_say_and_by_default_where_there_is_a_data_folder()
    {
        HostOptions options = new();
        Assert.Equal(PlayerStoreKind.Files, options.PlayersKept);
        Assert.Equal(PlayerStoreKind.None, (options with { Durability = Durability.None }).PlayersKept);
        Assert.Empty((options with { Durability = Durability.None, Players = PlayerStoreKind.Postgres, PlayersConnection = "Host=db" }).Validate());
        Assert.Contains("--durability none", Assert.Single((options with { Durability = Durability.None, Players = PlayerStoreKind.Files }).Validate()).Text, System.StringComparison.Ordinal);
        Assert.Contains("--players-connection", Assert.Single((options with { Players = PlayerStoreKind.Postgres }).Validate()).Text, System.StringComparison.Ordinal);
        Assert.Contains("--players postgres", Assert.Single((options with { PlayersConnection = "Host=db" }).Validate()).Text, System.StringComparison.Ordinal);
        Assert.Equal((9, GameServer.Server.ProfilePolicy.Admit), Waits(options with { ProfileWaitSeconds = 9, WithoutProfile = GameServer.Server.ProfilePolicy.Admit }));
    }

    [Fact]
    public void Wrong_limits_of_connections_are_told_once_each_and_by_their_flags()
    {
        string[] problems = [.. new HostOptions { Connections = -1, PeersPerAddress = -1, ConnectsPerPrefix = -1 }.Validate().Select(problem => problem.Text)];
        Assert.Equal(3, problems.Length);
        Assert.Contains(problems, problem => problem.StartsWith("--connections is -1", System.StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("--peers-per-address is -1", System.StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("--connects-per-prefix is -1", System.StringComparison.Ordinal));
    }

    private static (int Seconds, GameServer.Server.ProfilePolicy Policy) Waits(HostOptions options) => (options.ForShard(0).ProfileWaitSeconds, options.ForShard(0).WithoutProfile);
}
