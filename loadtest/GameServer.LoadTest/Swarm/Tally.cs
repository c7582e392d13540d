using System.Collections.Generic;
using GameServer.Core;
using GameServer.LoadTest.Bots;

namespace GameServer.LoadTest.Swarm;

/// <summary>All that is counted and measured of one group of bots over one stretch of time. Tallies of threads, processes and seconds add up without loss.</summary>
internal sealed class Tally
{
    public BotTimes Times { get; } = new();

    /// <summary>From the moment a bot should have come to its first snapshot's seat.</summary>
    public LatencyHistogram ConnectTime { get; } = new();

    /// <summary>The same for bots that had lost a seat.</summary>
    public LatencyHistogram ResumeTime { get; } = new();

    /// <summary>Smoothed round trips of all bots in play, asked once a second.</summary>
    public LatencyHistogram RoundTrip { get; } = new();

    public SwarmTotals Totals { get; set; }

    /// <summary>Seats gained.</summary>
    public int Connected { get; set; }

    /// <summary>Attempts that ended without a seat, by what was said about it.</summary>
    public Dictionary<string, int> ConnectFailures { get; } = [];

    /// <summary>Seats lost without having left, by reason.</summary>
    public Dictionary<string, int> Disconnects { get; } = [];

    public void Merge(Tally other)
    {
        Times.Merge(other.Times);
        ConnectTime.Merge(other.ConnectTime);
        ResumeTime.Merge(other.ResumeTime);
        RoundTrip.Merge(other.RoundTrip);
        Totals += other.Totals;
        Connected += other.Connected;
        Add(ConnectFailures, other.ConnectFailures);
        Add(Disconnects, other.Disconnects);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Times.Clear();
        ConnectTime.Clear();
        ResumeTime.Clear();
        RoundTrip.Clear();
        Totals = default;
        Connected = 0;
        ConnectFailures.Clear();
        Disconnects.Clear();
    }

    public static void Count(Dictionary<string, int> counts, string reason) => counts[reason] = counts.GetValueOrDefault(reason) + 1;

    private static void Add(Dictionary<string, int> counts, Dictionary<string, int> more)
    {
        foreach ((string reason, int count) in more) counts[reason] = counts.GetValueOrDefault(reason) + count;
    }
}
