using GameServer.Replication;
using GameServer.Tests.Simulation.Paths;
using Xunit;
using Xunit.Abstractions;

namespace GameServer.Tests.Simulation;

/// <summary>The dense coder on paths as clients have them: nothing that arrives is unreadable, more is shown for the same bytes, and it serves those who need it.</summary>
public sealed class DenseCoderChoiceTests(ITestOutputHelper output)
{
    private const int Movers = 60;   // about 5 kB/s of changes in codebooks

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.03, 3)]
    [InlineData(0.2, 8)]
    public void Both_ends_remember_the_same_whatever_is_lost(double loss, int delayTicks)
    {
        PathRun run = new(new CrowdGame(Movers), 128, Options(SnapshotCoder.Dense, 2_000));
        PathClient client = run.Join();
        client.Down.LossChance = loss;
        client.Up.LossChance = loss;
        client.Down.DelayTicks = delayTicks;
        client.Up.DelayTicks = delayTicks;
        run.Seconds(60);
        Assert.True(client.DenseCount > 1_000, $"{client.DenseCount} packets");
        Assert.Equal(0, client.Unreadable);
        Assert.Equal(0, client.Mismatches);
    }

    [Fact]
    public void A_blackout_costs_a_new_start_and_no_more()
    {
        PathRun run = new(new CrowdGame(Movers), 128, Options(SnapshotCoder.Dense, 2_000));
        PathClient client = run.Join();
        for (int i = 0; i < 12; i++)
        {
            run.Seconds(3);
            client.Down.LossChance = 1;
            run.Seconds(2 + (i % 3));
            client.Down.LossChance = 0;
        }

        long before = client.EntitiesApplied;
        run.Seconds(3);
        Assert.True(client.EntitiesApplied - before > 300);
        Assert.Equal(0, client.Mismatches);
    }

    [Fact]
    public void A_small_budget_shows_a_third_more_than_with_codebooks()
    {
        long codebook = Shown(SnapshotCoder.Codebook);
        long dense = Shown(SnapshotCoder.Dense);
        output.WriteLine($"{codebook} updates with codebooks, {dense} with the dense coder");
        Assert.True(dense * 3 >= codebook * 4, $"{codebook} updates with codebooks, {dense} with the dense coder");
    }

    [Fact]
    public void Clients_short_of_bandwidth_are_served_densely_until_they_are_not()
    {
        CrowdGame game = new(Movers);
        PathRun run = new(game, 128, Options(SnapshotCoder.Auto, 2_000));
        PathClient client = run.Join();
        run.Seconds(0.8);
        Assert.Equal(0, client.DenseCount);
        run.Seconds(5);
        Assert.True(client.DenseCount > 60, $"{client.DenseCount} packets");
        game.IsFrozen = true;
        run.Seconds(6);
        long dense = client.DenseCount;
        run.Seconds(2);
        Assert.Equal(dense, client.DenseCount);
    }

    [Fact]
    public void Who_has_bandwidth_enough_shares_encodings_even_when_it_is_all_used()
    {
        PathRun run = new(new CrowdGame(500), 512, Options(SnapshotCoder.Auto, 10_000));
        PathClient client = run.Join();
        run.Seconds(10);
        Assert.Equal(0, client.DenseCount);
        Assert.True(client.BytesSent > 80_000);
    }

    [Fact]
    public void No_packet_exceeds_the_budget()
    {
        PathRun run = new(new CrowdGame(200), 256, Options(SnapshotCoder.Dense, 4_000));
        PathClient client = run.Join();
        run.Seconds(5);
        long before = client.BytesSent;
        run.Seconds(60);
        Assert.InRange(client.BytesSent - before, 200_000, 60 * 4_000 + 1_000);
    }

    private static long Shown(SnapshotCoder coder)
    {
        PathRun run = new(new CrowdGame(Movers), 128, Options(coder, 2_000));
        PathClient client = run.Join();
        run.Seconds(10);
        long before = client.EntitiesApplied;
        run.Seconds(30);
        return client.EntitiesApplied - before;
    }

    private static ReplicationOptions Options(SnapshotCoder coder, int bytesPerSecond) => new() { Coder = coder, BytesPerSecond = bytesPerSecond, BytesPerSecondMin = bytesPerSecond, FlockViewers = 0 };
}
