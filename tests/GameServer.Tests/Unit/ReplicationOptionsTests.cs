using GameServer.Core;
using GameServer.Replication;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class ReplicationOptionsTests
{
    [Fact]
    public void Every_problem_is_reported_at_once()
    {
        ReplicationOptions options = new() { BytesPerSecond = 999, HashPeriodSeconds = -1, KeepAliveTicks = 0 };
        Assert.Equal(3, options.Validate().Count);
        Assert.Empty(new ReplicationOptions().Validate());
        Assert.Single(new ReplicationOptions { KeepAliveTicks = 17 }.Validate());
        Assert.Equal(3, new ReplicationOptions { Coder = (SnapshotCoder)3, DenseBytesPerSecond = -1, DenseClients = -1 }.Validate().Count);
    }

    /// <summary>1,000 bytes a second at 128 Hz are 62 bits a tick, less than an empty packet: charged to the budget, keep-alives used it up for ever.</summary>
    [Fact]
    public void The_smallest_budget_still_shows_everything()
    {
        ModelScenario scenario = ModelScenario.From(1) with
        {
            ViewerCount = 1,
            EntityCapacity = 30,
            EntityTarget = 20,
            TickRateHz = 128,
            Options = new ReplicationOptions { BytesPerSecond = 1_000, KeepAliveTicks = 1, HashPeriodSeconds = 0.05 },
            HealedDelayTicks = 3,
            RejoinChance = 0,
        };
        Assert.Empty(scenario.Options.Validate());
        ModelRun run = new(scenario);
        for (int i = 0; i < 60; i++) run.Step();
        run.Heal();
        for (int i = 0; i < 1_000 && run.Difference() is not null; i++) run.Step();
        Assert.Null(run.Difference());
    }

    /// <summary>A period was rounded down to ticks, and so to none at all.</summary>
    [Fact]
    public void A_hash_period_below_one_tick_still_sends_hashes()
    {
        ModelScenario scenario = ModelScenario.From(3) with { ViewerCount = 1, TickRateHz = 10, Options = new ReplicationOptions { HashPeriodSeconds = 0.01 }, RejoinChance = 0 };
        ModelRun run = new(scenario);
        for (int i = 0; i < 100; i++) run.Step();
        run.Heal();
        for (int i = 0; i < 200; i++) run.Step();
        Assert.True(run.Clients[0].ViewHashCount > 10);
    }

    /// <summary>A burst is a full bucket; beyond it, content never exceeds the rate by more than a header per packet.</summary>
    [Theory]
    [InlineData(30, 4_000)]
    [InlineData(128, 2_000)]
    [InlineData(10, 1_500)]
    public void Content_stays_within_the_budget(int tickRateHz, int bytesPerSecond)
    {
        ModelScenario scenario = ModelScenario.From(2) with
        {
            ViewerCount = 1,
            EntityCapacity = 250,
            EntityTarget = 200,
            TickRateHz = tickRateHz,
            ChangeChance = 0.9,
            PurgeChance = 0,
            FocusChance = 0.4,
            Options = new ReplicationOptions { BytesPerSecond = bytesPerSecond, KeepAliveTicks = 16, HashPeriodSeconds = 0 },
            RejoinChance = 0,
        };
        ModelRun run = new(scenario);
        const int Ticks = 1_000;
        for (int i = 0; i < Ticks; i++) run.Step();
        long allowed = ((long)bytesPerSecond * Ticks / tickRateHz) + Limits.SnapshotBytes + (2L * bytesPerSecond / tickRateHz);
        long sent = run.Clients[0].BytesSent;
        Assert.True(sent <= allowed + (allowed / 20), $"{sent} bytes where {allowed} were allowed");
        Assert.True(sent > allowed / 2, $"{sent} bytes of {allowed}: the budget is not used");
    }
}
