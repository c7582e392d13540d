using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GameServer.LoadTest.Simulate;
using GameServer.LoadTest.Simulated;
using GameServer.Persistence;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>
/// Shards, players, attackers and a breaking network on virtual time, all drawn from a seed: safe while it breaks, well again once it is healed. What a failing seed stands for:
/// <c>loadtest simulate --seeds N --plan</c>.
/// </summary>
public sealed class SimulatedRunTests
{
    /// <summary>SEED repeats one run, SEEDS=N runs the first N; 60 by default.</summary>
    public static IEnumerable<object[]> Seeds()
    {
        if (ulong.TryParse(Environment.GetEnvironmentVariable("SEED"), CultureInfo.InvariantCulture, out ulong only)) return [[only]];
        int count = int.TryParse(Environment.GetEnvironmentVariable("SEEDS"), CultureInfo.InvariantCulture, out int asked) ? asked : 60;
        return Enumerable.Range(1, count).Select(seed => new object[] { (ulong)seed });
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Every_check_holds_while_the_network_breaks_and_all_converge_once_it_heals(ulong seed)
    {
        RunOutcome outcome = RunOutcome.Of(seed, SimulatedRun.TicksByDefault);
        Assert.True(outcome.FailedCheck is null, $"{outcome}; or: dotnet test --filter SimulatedRun -e SEED={seed}");
    }

    /// <summary>
    /// Seeds that once failed beyond the first sixty: 388, a session that ended between the room's last tick and the end of the run, was the check's own mistake.
    /// 774, 1137, 1495, 2020, 3010 and 3260 coded against states that only looked like the right ones; in 90 a crowd's pages got no part of a small budget; 180, 347, 349, 1262, 1377 and 1883
    /// were mistakes of the checks; in 345, killed now and then, a client of a crowd found a hash that differed; in 367 the check's own log
    /// lost a key that was held over a loss and a return between two ticks. Of the first sixty, 3 had an input clock that ran away, 24 and 32 a second challenge taken for a refusal, 27 a client off by 65,536 ticks.
    /// </summary>
    [Theory, InlineData(388UL), InlineData(90UL), InlineData(180UL), InlineData(202UL), InlineData(347UL), InlineData(345UL), InlineData(349UL), InlineData(367UL), InlineData(774UL), InlineData(1137UL), InlineData(1262UL), InlineData(1377UL), InlineData(1495UL), InlineData(1883UL), InlineData(2020UL), InlineData(3010UL), InlineData(3260UL)]
    public void A_seed_that_failed_before_passes(ulong seed) => Every_check_holds_while_the_network_breaks_and_all_converge_once_it_heals(seed);

    [Fact]
    public void The_same_seed_gives_the_same_hash_and_another_seed_another()
    {
        ulong[] alone = HashesWith(jobs: 1);
        Assert.Equal(alone, HashesWith(jobs: 1));
        Assert.Equal(alone, HashesWith(jobs: 3));   // whatever runs beside it
        Assert.Equal(alone.Length, alone.Distinct().Count());

        static ulong[] HashesWith(int jobs) => [.. new SeedRunner(1, 6, ticks: 100, jobs).Run(keepGoing: true).Select(outcome => outcome.Hash)];
    }

    [Fact]
    public void Every_fault_and_every_attacker_is_drawn_sooner_or_later()
    {
        SimulatedPlan[] plans = [.. Enumerable.Range(1, 60).Select(seed => SimulatedPlan.Draw((ulong)seed, SimulatedRun.TicksByDefault))];
        Assert.Equal(Enum.GetValues<FaultKind>(), plans.SelectMany(plan => plan.Faults.Faults).Select(fault => fault.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<LoadTest.Simulated.Hostile.HostileKind>(), plans.SelectMany(plan => plan.Hostiles).Select(hostile => hostile.Kind).Distinct().Order());
        Assert.Contains(plans, plan => plan.Players.Any(player => player.Corrupts));
        Assert.Contains(plans, plan => plan.Shards.Count > 1);
        Assert.Contains(plans, plan => plan.FieldSize > 0);
        Assert.Equal(Enum.GetValues<Durability>(), plans.SelectMany(plan => plan.Disks).Select(disk => disk.Journal.Durability).Distinct().Order());
        Assert.Contains(plans, plan => plan.Disks.Any(disk => disk.Faults.FlushLieChance > 0));
        Assert.Contains(plans, plan => plan.Disks.Any(disk => disk.Faults.BitFlipChance > 0));
    }

    [Fact]
    public void Killed_servers_come_back_with_their_seats_and_what_was_bought()
    {
        RunOutcome outcome = RunOutcome.Of(15, SimulatedRun.TicksByDefault);
        Assert.True(outcome.FailedCheck is null, outcome.ToString());
        foreach (string what in (string[])["recoveries", "seats kept over a kill", "ticks run again by recoveries", "players back in their seats", "commands answered: bought", "spent tokens refused"])
        {
            Assert.True(outcome.Tally.Counts.GetValueOrDefault(what) > 0, $"no {what} in seed 15");
        }
    }

    [Fact]
    public void A_crowd_shares_pages()
    {
        RunOutcome outcome = RunOutcome.Of(70, ticks: 100);
        Assert.True(outcome.FailedCheck is null, outcome.ToString());
        Assert.True(outcome.Tally.Counts["flock pages"] > 100, $"{outcome.Tally.Counts["flock pages"]} pages");
    }
}
