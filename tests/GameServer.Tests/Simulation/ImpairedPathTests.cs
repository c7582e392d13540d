using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>What a bot's bad network does to 100,000 datagrams, 33 ms apart, against what its preset says.</summary>
public sealed class ImpairedPathTests
{
    private const int Datagrams = 100_000;
    private const long SpacingNs = Timestamp.NanosecondsPerSecond / 30;

    public static TheoryData<string> Presets() => [.. Enumerable.Range(0, LinkPresets.Count).Select(LinkPresets.NameOf)];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Delay_jitter_and_loss_are_those_of_the_preset(string preset)
    {
        Assert.True(LinkPresets.TryFind(preset, out LinkConditions conditions));

        // Every datagram may overtake here, so that the jitter of one does not hold up the next.
        Trial trial = new(conditions with { ReorderChance = 1 });
        double[] delaysMs = [.. trial.DelaysMs];
        Assert.Equal(conditions.DelayMs, delaysMs.Min(), 0.001 + (conditions.JitterMs * 0.001));
        Assert.Equal(conditions.DelayMs + conditions.JitterMs, delaysMs.Max(), 0.001 + (conditions.JitterMs * 0.001));
        Assert.Equal(conditions.DelayMs + (conditions.JitterMs / 2), delaysMs.Average(), 0.001 + (conditions.JitterMs * 0.01));
        AssertShare(conditions.LossChance, trial.LostCount);
        AssertShare(conditions.CorruptChance * (1 - conditions.LossChance), trial.CorruptCount);
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Order_is_kept_unless_asked_otherwise(string preset)
    {
        Assert.True(LinkPresets.TryFind(preset, out LinkConditions conditions));
        Assert.Equal(0, new Trial(conditions).OvertakenCount);
        bool canOvertake = conditions.JitterMs > SpacingNs / 1e6;
        Assert.Equal(canOvertake, new Trial(conditions with { ReorderChance = 0.5 }).OvertakenCount > 0);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(250)]
    [InlineData(500)]
    public void Bursts_are_as_long_and_as_lossy_as_asked_for(double meanMs)
    {
        // Nothing is lost outside of bursts and everything in them, so that each can be measured.
        double ends = 1000 / (meanMs * 30);
        LinkConditions conditions = new() { BurstStartChance = 0.005, BurstEndChance = Math.Min(1, ends), BurstLossChance = 1 };
        List<int> bursts = new Trial(conditions).LossRuns;
        double meanDatagrams = bursts.Average();
        double expected = 1 / Math.Min(1, ends);

        // Lengths are geometric: their mean over n bursts lies within 4 × its deviation ÷ √n.
        double deviation = Math.Sqrt(1 - (1 / expected)) * expected;
        Assert.InRange(meanDatagrams, expected - (4 * deviation / Math.Sqrt(bursts.Count)) - 0.001, expected + (4 * deviation / Math.Sqrt(bursts.Count)) + 0.001);
        Trial lossy = new(conditions with { BurstLossChance = 0.3, LossChance = 0.003 });
        double badShare = 0.005 / (0.005 + Math.Min(1, ends));
        double loss = (badShare * 0.3) + ((1 - badShare) * 0.003);
        Assert.InRange(lossy.LostCount / (double)Datagrams, loss * 0.8, loss * 1.2);
    }

    [Fact]
    public void Doubles_large_datagrams_and_blackouts_are_as_asked_for()
    {
        AssertShare(0.02, new Trial(new LinkConditions { DuplicateChance = 0.02 }).DoubleCount);
        ImpairedPath path = new(new LinkConditions { MtuBytes = 1232 }, 1);
        path.Send(new byte[1233], 0);
        path.Send(new byte[1232], 0);
        path.Blackout(10);
        path.Send(new byte[1], 9);
        path.Send(new byte[2], 10);
        Assert.True(path.TryTake(10, out ReadOnlySpan<byte> first));
        Assert.Equal(1232, first.Length);
        Assert.True(path.TryTake(10, out ReadOnlySpan<byte> second));
        Assert.Equal(2, second.Length);
        Assert.False(path.TryTake(long.MaxValue, out _));
        Assert.Equal((1, 1), (path.Counters.TooLarge, path.Counters.Darkened));
    }

    [Fact]
    public void The_same_seed_gives_the_same_fates()
    {
        Assert.True(LinkPresets.TryFind("hostile", out LinkConditions conditions));
        Assert.Equal(new Trial(conditions).DelaysMs, new Trial(conditions).DelaysMs);
        Assert.NotEqual(new Trial(conditions).DelaysMs, new Trial(conditions, seed: 2).DelaysMs);
    }

    // Within four deviations of a binomial count.
    private static void AssertShare(double expected, int count)
    {
        double tolerance = (4 * Math.Sqrt(expected * (1 - expected) * Datagrams)) + 0.5;
        Assert.InRange(count, (expected * Datagrams) - tolerance, (expected * Datagrams) + tolerance);
    }

    private sealed class Trial
    {
        private readonly bool[] _arrived = new bool[Datagrams];
        private int _newest = -1;

        public Trial(LinkConditions conditions, ulong seed = 1)
        {
            ImpairedPath path = new(conditions, seed);
            byte[] datagram = new byte[12];
            for (int number = 0; number < Datagrams; number++)
            {
                long nowNs = number * SpacingNs;
                Take(path, nowNs);
                BitConverter.TryWriteBytes(datagram, number);
                BitConverter.TryWriteBytes(datagram.AsSpan(4), number);
                BitConverter.TryWriteBytes(datagram.AsSpan(8), number);
                path.Send(datagram, nowNs);
            }

            Take(path, long.MaxValue);
        }

        public List<double> DelaysMs { get; } = [];

        public int LostCount => _arrived.Count(arrived => !arrived);

        public int CorruptCount { get; private set; }

        public int DoubleCount { get; private set; }

        public int OvertakenCount { get; private set; }

        public List<int> LossRuns
        {
            get
            {
                List<int> runs = [];
                int length = 0;
                foreach (bool arrived in _arrived)
                {
                    if (!arrived) length++;
                    else if (length > 0) runs.Add(length);
                    if (arrived) length = 0;
                }

                return runs;
            }
        }

        private void Take(ImpairedPath path, long nowNs)
        {
            for (long arrivalNs = path.NextNs; arrivalNs <= nowNs && path.TryTake(arrivalNs, out ReadOnlySpan<byte> datagram); arrivalNs = path.NextNs)
            {
                int number = NumberIn(datagram);
                if (_arrived[number]) DoubleCount++;
                _arrived[number] = true;
                if (number < _newest) OvertakenCount++;
                _newest = Math.Max(_newest, number);
                DelaysMs.Add((arrivalNs - (number * SpacingNs)) / 1e6);
            }
        }

        // One byte changed leaves two copies that agree.
        private int NumberIn(ReadOnlySpan<byte> datagram)
        {
            int a = BitConverter.ToInt32(datagram);
            int b = BitConverter.ToInt32(datagram[4..]);
            int c = BitConverter.ToInt32(datagram[8..]);
            if (a != b || b != c) CorruptCount++;
            return a == b ? a : c;
        }
    }
}
