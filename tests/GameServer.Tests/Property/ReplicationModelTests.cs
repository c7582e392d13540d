using System;
using System.Globalization;
using GameServer.Replication;
using GameServer.Tests.Property.Model;
using Xunit;
using Xunit.Abstractions;

namespace GameServer.Tests.Property;

/// <summary>
/// Safety and liveness of replication, whatever the network does: after every packet a client holds only true states of entities it may see, and once the network
/// heals it holds exactly what is in sight. Repeat a failure with <c>dotnet test --filter ReplicationModel -e SEED=…</c>.
/// </summary>
public sealed class ReplicationModelTests(ITestOutputHelper output)
{
    private const int FaultyTicks = 600;
    private const int HealingTicksMax = 2_000;
    private const int SettlingTicks = 100;

    /// <summary>
    /// As many seeds as ten million entity-ticks take, an entity-tick being one entity alive for one tick in a room; <c>ENTITY_TICKS=1000000000</c> runs more, <c>SEED=7</c> just that one.
    /// </summary>
    [Fact]
    public void Every_client_holds_the_truth_and_converges_once_the_network_heals()
    {
        if (Variable("SEED") is { } only)
        {
            RunSeed(only);
            return;
        }

        ulong first = Variable("FIRST_SEED") ?? 1;
        ulong wanted = Variable("ENTITY_TICKS") ?? 10_000_000;
        ulong seed = first;
        int codebooks = 0;
        for (ulong done = 0; done < wanted; seed++)
        {
            ModelRun run = Converged(ModelScenario.From(seed));
            done += (ulong)run.EntityTicks;
            foreach (ModelClient client in run.Clients) codebooks += client.CodebookCount;
        }

        output.WriteLine($"seeds {first} to {seed - 1}, {codebooks} codebooks delivered");
        Assert.True(codebooks > 0, "no client was ever sent a codebook");
    }

    /// <summary>The same with the dense coder, and with clients that are passed from one coder to the other, in the worst case with every packet.</summary>
    [Theory]
    [InlineData(SnapshotCoder.Dense, 0)]
    [InlineData(SnapshotCoder.Auto, 0.02)]
    [InlineData(SnapshotCoder.Auto, 0.5)]
    public void Every_client_holds_the_truth_whatever_coder_serves_it(SnapshotCoder coder, double coderChance)
    {
        ulong wanted = (Variable("ENTITY_TICKS") ?? 6_000_000) / 4;
        ulong seed = Variable("SEED") ?? Variable("FIRST_SEED") ?? 1;
        ulong first = seed;
        long dense = 0;
        long packets = 0;
        for (ulong done = 0; done < wanted; seed++)
        {
            ModelRun run = Converged(Served(seed, coder, coderChance));
            done += (ulong)run.EntityTicks;
            dense += run.Replication.DensePacketCount;
            packets += run.Replication.PacketCount;
            if (Variable("SEED") is not null) break;
        }

        output.WriteLine($"seeds {first} to {seed - 1}, {dense} of {packets} packets dense");
        Assert.True(dense * 20 > packets, $"{dense} of {packets} packets were dense");
        if (coder == SnapshotCoder.Dense) Assert.Equal(packets, dense);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    public void One_seed_is_one_stream_of_dense_packets(ulong seed) =>
        Assert.Equal(Converged(Served(seed, SnapshotCoder.Auto, 0.02)).Digest, Converged(Served(seed, SnapshotCoder.Auto, 0.02)).Digest);

    /// <summary>2 and 7: a focus nowhere, and a focus without a position. 28: a round trip longer than the server's patience. 124: a still view that joins
    /// a flock. 1014, 1099: a client that leaves a flock soon after it asked for a resync.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(28)]
    [InlineData(124)]
    [InlineData(1014)]
    [InlineData(1099)]
    public void Seeds_that_once_failed_still_pass(ulong seed) => RunSeed(seed);

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(12)]
    public void One_seed_is_one_stream_of_packets(ulong seed)
    {
        ulong first = RunSeed(seed);
        Assert.Equal(first, RunSeed(seed));
        Assert.NotEqual(first, RunSeed(seed + 1));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(24)]
    public void Shared_and_separate_encodings_are_the_same_packets(ulong seed)
    {
        ModelScenario scenario = ModelScenario.From(seed);
        ModelRun shared = new(scenario with { Options = scenario.Options with { ShareEncodings = true, FlockViewers = 0 } });
        ModelRun separate = new(scenario with { Options = scenario.Options with { ShareEncodings = false } });
        for (int i = 0; i < FaultyTicks; i++)
        {
            shared.Step();
            separate.Step();
            Assert.Equal(separate.Digest, shared.Digest);
        }

        Assert.True(separate.Replication.EncodedCount >= shared.Replication.EncodedCount);
    }

    /// <summary>State hashes find what was taken for true and is not; the client then starts over, however many of its requests get lost.</summary>
    [Theory]
    [InlineData(SnapshotCoder.Codebook)]
    [InlineData(SnapshotCoder.Dense)]
    public void A_view_that_was_corrupted_heals(SnapshotCoder coder)
    {
        int mismatches = 0;
        foreach (ulong seed in Seeds.Each(40))
        {
            ModelRun run = new(Served(seed, coder, 0) with { CorruptChance = 0.1, ResyncChance = 0, RejoinChance = 0 });
            for (int i = 0; i < FaultyTicks; i++) run.Step();
            Converge(run);
            foreach (ModelClient client in run.Clients) mismatches += client.HashMismatchCount;
        }

        Assert.True(mismatches > 40, $"{mismatches} mismatches: nothing was corrupted");
    }

    [Fact]
    public void Packet_numbers_and_ticks_wrap_without_a_trace()
    {
        ModelScenario scenario = ModelScenario.From(5) with
        {
            ViewerCount = 1,
            EntityCapacity = 12,
            EntityTarget = 6,
            FirstTick = 0,
            Options = new ReplicationOptions { BytesPerSecond = 100_000, KeepAliveTicks = 1 },
            RejoinChance = 0,
        };
        ModelRun run = new(scenario);
        for (int i = 0; i < 66_500; i++) run.Step();
        Assert.True(run.Replication.PacketCount > 65_600);
        Assert.True(run.Clients[0].AppliedCount > 20_000);
        Converge(run);
    }

    /// <summary>The same for rooms in which clients share pages: small budgets, nothing judged, nothing hung on anything.</summary>
    [Fact]
    public void Crowds_that_share_pages_hold_the_truth_too()
    {
        int rooms = 0;
        int flocks = 0;
        foreach (ulong seed in Seeds.Each(120))
        {
            ModelRun run = Converged(Crowded(seed));
            rooms++;
            flocks += run.Replication.PagedEntityCount > 0 ? 1 : 0;
        }

        output.WriteLine($"{flocks} flocks in {rooms} rooms");
        Assert.True(flocks * 4 >= rooms, $"{flocks} flocks in {rooms} rooms");
    }

    /// <summary>1970: a hash of a view that differed. 50328: a round trip longer than a page's patience, and a client shown in and out of its flock while the world stood still.</summary>
    [Theory]
    [InlineData(1970)]
    [InlineData(50328)]
    public void Crowds_that_once_failed_still_pass(ulong seed) => Converged(Crowded(seed));

    private static ulong? Variable(string name) => ulong.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null;

    private static ModelScenario Served(ulong seed, SnapshotCoder coder, double coderChance)
    {
        ModelScenario scenario = ModelScenario.From(seed);
        return scenario with { Options = scenario.Options with { Coder = coder }, CoderChance = coderChance };
    }

    private static ulong RunSeed(ulong seed) => Converged(ModelScenario.From(seed)).Digest;

    private static ModelScenario Crowded(ulong seed)
    {
        ModelScenario scenario = ModelScenario.From(seed);
        ReplicationOptions options = scenario.Options with { BytesPerSecond = 1_000 + (int)(seed * 977 % 5_000), ShareEncodings = true, FlockViewers = 1 };
        return scenario with { Options = options, RuleChance = -1, ParentChance = 0, ChangeChance = Math.Max(0.03, scenario.ChangeChance) };
    }

    private static ModelRun Converged(ModelScenario scenario)
    {
        ModelRun run = new(scenario);
        for (int i = 0; i < FaultyTicks; i++) run.Step();
        Converge(run);
        return run;
    }

    private static void Converge(ModelRun run)
    {
        run.Heal();
        int ticks = 0;
        for (; ticks < HealingTicksMax && run.Difference() is not null; ticks++) run.Step();
        Assert.Null(run.Difference());

        // Once every acknowledgement is home, entities that are known and still cost nothing.
        for (int i = 0; i < SettlingTicks; i++) run.Step();
        long sent = run.Replication.EntityCount;
        for (int i = 0; i < SettlingTicks; i++) run.Step();
        Assert.Null(run.Difference());
        Assert.True(run.Replication.EntityCount == sent, $"SEED={run.Seed}: {run.Replication.EntityCount - sent} updates of a world that stands still");
    }
}
