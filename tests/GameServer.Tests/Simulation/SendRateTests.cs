using System.Linq;
using GameServer.Replication;
using GameServer.Tests.Simulation.Paths;
using Xunit;
using Xunit.Abstractions;

namespace GameServer.Tests.Simulation;

/// <summary>A client's budget follows what its path takes: full links without standing queues, no fright at random loss, back again within seconds.</summary>
public sealed class SendRateTests(ITestOutputHelper output)
{
    private const int LinkBytesPerSecond = 16_000;   // 128 kbit/s, half of what the room would send
    private const int Movers = 500;                  // about 45 kB/s of changes

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void A_bottleneck_is_kept_busy_and_its_queue_short(int delayTicks)
    {
        PathRun run = new(new CrowdGame(Movers), 512, new ReplicationOptions());
        PathClient client = run.Join();
        client.Down.BytesPerTick = LinkBytesPerSecond / (double)PathRun.TickRateHz;
        client.Down.DelayTicks = delayTicks;
        client.Up.DelayTicks = delayTicks;
        run.Seconds(10);
        long before = client.Down.CarriedBytes;
        double[] queues = new double[60 * PathRun.TickRateHz];
        int index = 0;
        run.Seconds(60, () => queues[index++] = client.Down.QueueTicks(run.Tick));
        double usedShare = (client.Down.CarriedBytes - before) / 60.0 / LinkBytesPerSecond;
        double meanMs = queues.Average() * 1000 / PathRun.TickRateHz;
        double p95Ms = queues.Order().ElementAt(queues.Length * 95 / 100) * 1000 / PathRun.TickRateHz;
        string found = $"{usedShare:P0} of the link used, queue {meanMs:0} ms on average, {p95Ms:0} ms at the 95th percentile";
        output.WriteLine(found);
        Assert.True(usedShare >= 0.8 && meanMs < 120 && p95Ms < 300, found);
        Assert.True(queues.Chunk(5 * PathRun.TickRateHz).All(chunk => chunk.Min() < 2), "a queue that stays: " + found);
        Assert.Equal(0, client.Mismatches);
    }

    [Fact]
    public void A_path_that_widens_is_filled_within_seconds()
    {
        PathRun run = new(new CrowdGame(Movers), 512, new ReplicationOptions());
        PathClient client = run.Join();
        client.Down.BytesPerTick = LinkBytesPerSecond / (double)PathRun.TickRateHz;
        run.Seconds(30);
        Assert.InRange(client.Viewer.BytesPerSecond, 8_000, 20_000);
        client.Down.BytesPerTick = double.PositiveInfinity;
        run.Seconds(10);
        Assert.True(client.Viewer.BytesPerSecond >= 0.9 * 32_000, $"{client.Viewer.BytesPerSecond} bytes per second ten seconds later");
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.03)]
    public void Random_loss_as_radio_links_have_it_is_no_reason_to_slow_down(double loss)
    {
        PathRun run = new(new CrowdGame(Movers), 512, new ReplicationOptions());
        PathClient client = run.Join();
        client.Down.LossChance = loss;
        client.Up.LossChance = loss;
        long sum = 0;
        run.Seconds(60, () => sum += client.Viewer.BytesPerSecond);
        double mean = sum / 60.0 / PathRun.TickRateHz;
        Assert.True(mean >= 0.9 * 32_000, $"{mean:0} bytes per second on average");
    }

    [Fact]
    public void Heavy_loss_and_silence_slow_the_server_down_to_its_floor_and_it_recovers_in_seconds()
    {
        PathRun run = new(new CrowdGame(Movers), 512, new ReplicationOptions());
        PathClient client = run.Join();
        run.Seconds(5);
        client.Down.LossChance = 0.5;
        run.Seconds(3);
        Assert.True(client.Viewer.BytesPerSecond < 16_000, $"{client.Viewer.BytesPerSecond} bytes per second into a path that loses half");
        client.Down.LossChance = 1;
        run.Seconds(10);
        Assert.Equal(4_000, client.Viewer.BytesPerSecond);
        client.Down.LossChance = 0;
        run.Seconds(8);
        Assert.True(client.Viewer.BytesPerSecond >= 0.9 * 32_000, $"{client.Viewer.BytesPerSecond} bytes per second eight seconds later");
    }

    /// <summary>One world, moving in the same way, over a path that loses and one that does not. The goal is 1.15, the limit 1.6; ADR 0022 has what was measured.</summary>
    [Fact]
    public void Loss_bursts_of_a_mobile_network_cost_few_bytes()
    {
        double ratio = BytesSent(0.03, 0.01) / (double)BytesSent(0, 0);
        output.WriteLine($"{ratio:0.000} times the bytes of a lossless run");
        Assert.InRange(ratio, 1.0, 1.6);
    }

    // 4g-p95: 92 ms one way is three ticks.
    private static long BytesSent(double loss, double burstChance)
    {
        PathRun run = new(new CrowdGame(24), 64, new ReplicationOptions());
        PathClient client = run.Join();
        foreach (Path path in new[] { client.Down, client.Up })
        {
            path.DelayTicks = 3;
            path.LossChance = loss;
            path.BurstChance = burstChance;
        }

        run.Seconds(120);
        Assert.Equal(0, client.Mismatches);
        Assert.Equal(loss > 0, client.Viewer.LostCount > 100);
        return client.BytesSent;
    }
}
