using System.Collections.Generic;
using GameServer.Core;
using GameServer.Host;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class ShardThreadTests
{
    private const long Ms = Timestamp.NanosecondsPerMillisecond;

    [Fact]
    public void The_network_is_read_every_four_milliseconds_and_right_before_a_tick()
    {
        Assert.Equal([2 * Ms, 6 * Ms, 10 * Ms, 14 * Ms, 15 * Ms], Steps(doneNs: Ms, dueNs: 15 * Ms, stepNs: Ms / 10));
        Assert.Equal([14 * Ms, 15 * Ms], Steps(doneNs: 12 * Ms, dueNs: 15 * Ms, stepNs: Ms / 10));
        Assert.Equal([15 * Ms], Steps(doneNs: (14 * Ms) + 1, dueNs: 15 * Ms, stepNs: Ms / 10));
    }

    [Fact]
    public void A_tick_is_never_waited_past_whatever_a_step_took()
    {
        Assert.Equal([5 * Ms], Steps(doneNs: 20 * Ms, dueNs: 5 * Ms, stepNs: Ms));   // overdue: at once
        Assert.Equal([2 * Ms, 10 * Ms, 15 * Ms], Steps(doneNs: Ms, dueNs: 15 * Ms, stepNs: 5 * Ms));   // a step that takes longer than the period leaves one out
        for (long doneNs = 0; doneNs < 40 * Ms; doneNs += 12_345) Assert.InRange(ShardThread.NextStepNs(doneNs, 33 * Ms), System.Math.Min(doneNs, 33 * Ms), 33 * Ms);
    }

    private static List<long> Steps(long doneNs, long dueNs, long stepNs)
    {
        List<long> steps = [];
        do
        {
            steps.Add(ShardThread.NextStepNs(doneNs, dueNs));
            doneNs = steps[^1] + stepNs;
        }
        while (steps[^1] != dueNs);
        return steps;
    }
}
