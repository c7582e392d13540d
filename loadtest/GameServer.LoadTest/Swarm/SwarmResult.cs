using System.Collections.Generic;
using GameServer.Core;
using GameServer.LoadTest.Bots;

namespace GameServer.LoadTest.Swarm;

/// <summary>What became of the bots of one thread, or of all threads added up. Everything but the counts of bots and the whole run's totals is of the measured phase.</summary>
internal sealed class SwarmResult
{
    /// <summary>Bots that got a seat.</summary>
    public int Connected { get; set; }

    /// <summary>Bots that tried and got none, by what was said about it.</summary>
    public Dictionary<string, int> ConnectFailures { get; } = [];

    /// <summary>Bots that lost their seat without having left, in any phase, by reason.</summary>
    public Dictionary<string, int> Disconnects { get; } = [];

    /// <summary>Bots that were still trying when the connect phase ended, or were never started.</summary>
    public int Unfinished { get; set; }

    /// <summary>A tick rate the server runs that is not the one asked for; 0 when there is none.</summary>
    public int OtherRateHz { get; set; }

    /// <summary>From the first datagram to the last goodbye.</summary>
    public SwarmTotals WholeRun { get; set; }

    public SwarmTotals Measured { get; set; }

    public BotTimes Times { get; } = new();

    /// <summary>How late inputs were sampled after they were due, one value per input.</summary>
    public LatencyHistogram SamplingLateness { get; } = new();

    /// <summary>Of those, by a whole tick or more.</summary>
    public long InputsTickLate { get; set; }

    public void Merge(SwarmResult other)
    {
        Connected += other.Connected;
        Add(ConnectFailures, other.ConnectFailures);
        Add(Disconnects, other.Disconnects);
        Unfinished += other.Unfinished;
        if (other.OtherRateHz != 0) OtherRateHz = other.OtherRateHz;
        WholeRun += other.WholeRun;
        Measured += other.Measured;
        Times.SnapshotAge.Merge(other.Times.SnapshotAge);
        Times.InputToEffect.Merge(other.Times.InputToEffect);
        Times.SnapshotGap.Merge(other.Times.SnapshotGap);
        SamplingLateness.Merge(other.SamplingLateness);
        InputsTickLate += other.InputsTickLate;
    }

    public static void Count(Dictionary<string, int> counts, string reason) => counts[reason] = counts.GetValueOrDefault(reason) + 1;

    private static void Add(Dictionary<string, int> counts, Dictionary<string, int> more)
    {
        foreach ((string reason, int count) in more) counts[reason] = counts.GetValueOrDefault(reason) + count;
    }
}
