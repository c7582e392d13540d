using System;
using System.Linq;
using GameServer.Core;
using GameServer.Host.Admin;
using GameServer.Host.Logging;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Simulated;
using GameServer.Server;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Unit;

/// <summary>Late ticks: which are kept, and what is said of why they were late.</summary>
public sealed class LateTicksTests
{
    private const long Ms = Timestamp.NanosecondsPerMillisecond;

    [Fact]
    public void A_tick_that_takes_longer_than_its_time_is_kept_with_what_befell_the_thread()
    {
        StepClock clock = new();
        Witness witness = new();
        SteadyRun run = Run(clock);
        run.Shard.LateTicks.Ask(witness);
        run.Step(ticks: 30);
        Assert.Empty(run.Shard.LateTicks.Since(0));

        clock.Run(run.Now.Nanoseconds, 4 * Ms);   // between any two looks at the clock
        witness.Use = new ThreadUse(CpuNs: 3 * Ms, QueuedNs: 9_000 * Ms, Preemptions: 1, Waits: 0, MinorFaults: 5, MajorFaults: 0, JitNs: 0, Collections: 0, FullCollections: 0, PauseNs: 0);
        run.Step(ticks: 1);
        LateTick late = run.Shard.LateTicks.Since(0)[0];
        Assert.Equal((1L, run.Tick.Value, 8, 9_000 * Ms, 5L), (late.Number, late.Tick.Value, late.Players, late.Thread.QueuedNs, late.Thread.MinorFaults));
        Assert.True(late.CostNs > 8 * Ms && late.Stages.SimulateNs == 4 * Ms);
        Assert.Contains("waited 9000.0 ms for a processor", LateTickText.CauseOf(late), StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_are_kept_and_each_is_told_once()
    {
        StepClock clock = new();
        SteadyRun run = Run(clock);
        clock.Run(run.Now.Nanoseconds, 4 * Ms);
        LateTickLog log = new([run.Shard.LateTicks]);
        run.Step(ticks: 40);
        LateTick[] late = run.Shard.LateTicks.Since(0);
        Assert.Equal(LateTicks.Kept, late.Length);
        Assert.Equal(run.Shard.Rooms.All[0].Schedule.LateCount, late[^1].Number);
        Assert.Equal(late.Select(tick => tick.Number).Order(), late.Select(tick => tick.Number));
        Assert.Single(run.Shard.LateTicks.Since(late[^2].Number));
        Assert.Equal((long)late[^1].Follows - late[^2].Follows, late[^1].Number - late[^2].Number);   // never done in time between them
        Assert.Equal($"shard 0: {late[^1].Number - 3} more ticks were late", log.Next()[^1]);
        Assert.Empty(log.Next());
    }

    [Theory]
    [InlineData("garbage was collected 2 times, for 9.0 ms", 9, 0, 0, 0, 0, false)]
    [InlineData("code was compiled for 8.0 ms", 0, 8, 0, 0, 0, false)]
    [InlineData("the thread waited 7.0 ms for a processor, preempted 3 times", 0, 0, 7, 0, 0, true)]
    [InlineData("the shard was busy for 9.0 ms with what came before, most of it sending (9.0 ms)", 0, 0, 0, 9, 9, false)]
    [InlineData("the processor did something else for 8.0 ms: interrupts, or a hypervisor that took it away", 0, 0, 0, 9, 1, true)]
    [InlineData("the system woke the thread 10.0 ms late", 0, 0, 0, 0, 1, true)]
    public void The_likeliest_reason_is_named(string cause, int pauseMs, int jitMs, int queuedMs, int busyMs, int cpuMs, bool isMachines)
    {
        ThreadUse use = new(cpuMs * Ms, queuedMs * Ms, 3, 4, 5, 0, jitMs * Ms, 2, 0, pauseMs * Ms);
        LateTick late = new(1, default, new RoomId(0), new Tick(7), 10, 10 * Ms, 2 * Ms, busyMs * Ms, 20 * Ms, new StageCosts { FlushNs = busyMs * Ms }, use);
        Assert.Equal(cause, LateTickText.CauseOf(late));
        Assert.Equal(isMachines, LateTickView.Of([late])[0].IsMachines);
        Assert.StartsWith("shard 3, room 0, tick 7 began 10.0 ms late and took 2.0 ms with 10 players: ", LateTickText.Of(3, late), StringComparison.Ordinal);
    }

    [Fact]
    public void What_follows_a_tick_that_the_machine_made_late_is_the_machines_doing_too()
    {
        LateTick woken = new(1, default, new RoomId(0), new Tick(7), 10, 10 * Ms, 2 * Ms, 0, 20 * Ms, default, default);
        LateTick busy = woken with { Number = 2, Room = new RoomId(1), OverranNs = 9 * Ms, Stages = new StageCosts { FlushNs = 9 * Ms } };
        Assert.Equal([true, true], LateTickView.Of([woken, busy with { Follows = 1 }]).Select(late => late.IsMachines));
        Assert.Equal([true, false], LateTickView.Of([woken, busy]).Select(late => late.IsMachines));
        Assert.Equal([true, false], LateTickView.Of([woken, busy with { Follows = 1, LatenessNs = 11 * Ms }]).Select(late => late.IsMachines));   // later than what came before explains
        Assert.Equal([true, false], LateTickView.Of([woken, busy with { Follows = 1, Thread = new ThreadUse() with { PauseNs = 9 * Ms } }]).Select(late => late.IsMachines));
    }

    private static SteadyRun Run(IStageClock clock)
    {
        SteadyRun run = new(new SteadyRunOptions
        {
            Seed = 1,
            Players = 8,
            Behaviour = BotBehaviour.Wander,
            Clock = clock,
            Shard = new ShardOptions { TickRateHz = 50, PlayersPerRoom = 16, EntitiesPerRoom = 512, Transport = new TransportOptions { PeersMax = 16 } },
        });
        return run;
    }

    private sealed class StepClock : IStageClock
    {
        private long _now;
        private long _stepNs;

        public long Nanoseconds => _now += _stepNs;

        /// <summary>From now on it goes on with every look.</summary>
        public void Run(long now, long stepNs)
        {
            _now = now;
            _stepNs = stepNs;
        }
    }

    private sealed class Witness : IThreadWitness
    {
        public ThreadUse Use { get; set; }

        public ThreadUse Read() => Use;
    }
}
