using System;
using GameServer.Client;
using GameServer.Core;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class InputClockTests
{
    private const int RateHz = 30;
    private const double PeriodNs = 1e9 / RateHz;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(40, 0)]
    [InlineData(150, 0)]
    [InlineData(40, 20)]
    [InlineData(150, 60)]
    public void Inputs_come_as_early_as_they_should_and_stay_there(double wayMs, double jitterMs)
    {
        Track track = new(wayMs, jitterMs);
        track.Run(200);
        track.Run(300);
        Assert.InRange(track.Clock.LeadTicks, track.Clock.TargetTicks - 0.4, track.Clock.TargetTicks + 0.4);
        Assert.InRange(track.SmallestLead, jitterMs == 0 ? 0.4 : 0, 40);
        Assert.InRange(track.LargestLead, 0, 1.5 + (jitterMs * 5 / 33));
        Assert.InRange(track.SlowestPace, 0.94, 1);
        Assert.InRange(track.FastestPace, 1, 1.06);
    }

    [Fact]
    public void A_way_that_grows_longer_is_followed_without_a_jump()
    {
        Track track = new(20, 0);
        track.Run(100);
        track.WayMs = 120;
        track.Run(300);
        Assert.Equal(0, track.Skips);
        Assert.InRange(track.Clock.LeadTicks, track.Clock.TargetTicks - 0.1, track.Clock.TargetTicks + 0.1);
        Assert.InRange(track.FastestPace, 1.02, 1.12);
    }

    [Fact]
    public void A_client_that_slept_through_a_second_takes_the_ticks_up_where_it_wakes()
    {
        Track track = new(20, 0);
        track.Run(100);
        Tick before = track.Clock.Next;
        track.Sleep(1000);
        track.Run(2);
        Assert.InRange(track.Clock.Next - before, 30, 34);
        Assert.InRange(track.Clock.LeadTicks, 0.5, 1.5);
    }

    [Fact]
    public void Missed_inputs_ask_for_more_lead_for_a_while()
    {
        Track track = new(20, 0);
        track.Run(100);
        double before = track.Clock.TargetTicks;
        for (int i = 0; i < 20; i++) track.Clock.Missed(track.Clock.Next);
        Assert.Equal(before + 4, track.Clock.TargetTicks, 3);
        track.Run(60 * RateHz);
        Assert.InRange(track.Clock.TargetTicks, before, before + 1);
    }

    /// <summary>A clock polled every millisecond against a server whose tick k is due at k periods.</summary>
    private sealed class Track(double wayMs, double jitterMs)
    {
        private Prng _prng = new(5);
        private long _nowNs = 1_000_000_000;
        private bool _started;

        public double WayMs { get; set; } = wayMs;

        public InputClock Clock { get; } = new(0.75, 0.25);

        public double SmallestLead { get; private set; }

        public double LargestLead { get; private set; }

        public double SlowestPace { get; private set; }

        public double FastestPace { get; private set; }

        public int Skips { get; private set; }

        public void Sleep(int milliseconds) => _nowNs += milliseconds * Timestamp.NanosecondsPerMillisecond;

        public void Run(int ticks)
        {
            if (!_started) Clock.Start(RateHz, new Tick((uint)(_nowNs / PeriodNs)), 2 * WayMs * 1e6, new Timestamp(_nowNs, 0));
            bool syncing = !_started;
            _started = true;
            (SmallestLead, LargestLead, SlowestPace, FastestPace, Skips) = (100, -100, 1, 1, 0);
            for (int done = 0; done < ticks; _nowNs += Timestamp.NanosecondsPerMillisecond)
            {
                if (!Clock.IsDue(new Timestamp(_nowNs, 0))) continue;
                Tick stamp = Clock.Next;
                double arrivesNs = _nowNs + ((WayMs + (_prng.NextDouble() * jitterMs)) * 1e6);
                double lead = ((stamp.Value * PeriodNs) - arrivesNs) / PeriodNs;
                Clock.Advance(new Timestamp(_nowNs, 0));
                if (Clock.Next != stamp + 1) Skips++;
                Clock.Report(stamp, Math.Floor(lead * 16) / 16, _nowNs, syncing && done < 3);
                SmallestLead = Math.Min(SmallestLead, lead);
                LargestLead = Math.Max(LargestLead, lead);
                double pace = PeriodNs / (Clock.NextNs - Clock.PreviousNs);
                SlowestPace = Math.Min(SlowestPace, pace);
                FastestPace = Math.Max(FastestPace, pace);
                done++;
            }
        }
    }
}
