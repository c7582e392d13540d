using GameServer.Client;
using GameServer.Transport;

namespace GameServer.LoadTest.Swarm;

/// <summary>Sums over bots, since each was made. What a phase did is the difference of two.</summary>
internal struct SwarmTotals
{
    public long SnapshotsApplied;
    public long SnapshotsLost;
    public long SnapshotsDuplicate;
    public long SnapshotsStale;
    public long BaselinesMissing;
    public long Malformed;
    public long EntityUpdates;
    public long HashChecks;
    public long ViewHashChecks;
    public long HashMismatches;
    public long InputsSampled;
    public long InputsFresh;
    public long InputsMissed;
    public long DatagramsIn;
    public long DatagramsOut;
    public long BytesIn;
    public long BytesOut;
    public long SendFailures;
    public long Predictions;
    public long Mispredictions;

    /// <summary>Bots times seconds in play, in bot-nanoseconds.</summary>
    public long PlayedNs;

    public void Add(GameClient client, long sendFailures)
    {
        ref readonly ClientStatistics statistics = ref client.Statistics;
        TransportCounters traffic = client.Traffic;
        SnapshotsApplied += statistics.SnapshotsApplied;
        SnapshotsLost += statistics.SnapshotsLost;
        SnapshotsDuplicate += statistics.SnapshotsDuplicate;
        SnapshotsStale += statistics.SnapshotsStale;
        BaselinesMissing += statistics.BaselinesMissing;
        Malformed += statistics.Malformed;
        EntityUpdates += statistics.EntityUpdates;
        HashChecks += statistics.HashChecks;
        ViewHashChecks += statistics.ViewHashChecks;
        HashMismatches += statistics.HashMismatches;
        InputsSampled += statistics.InputsSampled;
        InputsFresh += statistics.InputsFresh;
        InputsMissed += statistics.InputsMissed;
        DatagramsIn += traffic.DatagramsIn;
        DatagramsOut += traffic.DatagramsOut;
        BytesIn += traffic.BytesIn;
        BytesOut += traffic.BytesOut;
        SendFailures += sendFailures;
        Predictions += client.Prediction?.Comparisons ?? 0;
        Mispredictions += client.Prediction?.Mispredictions ?? 0;
    }

    public static SwarmTotals operator +(in SwarmTotals left, in SwarmTotals right) => Combine(left, right, 1);

    public static SwarmTotals operator -(in SwarmTotals later, in SwarmTotals earlier) => Combine(later, earlier, -1);

    private static SwarmTotals Combine(in SwarmTotals a, in SwarmTotals b, long sign) => new()
    {
        SnapshotsApplied = a.SnapshotsApplied + (sign * b.SnapshotsApplied),
        SnapshotsLost = a.SnapshotsLost + (sign * b.SnapshotsLost),
        SnapshotsDuplicate = a.SnapshotsDuplicate + (sign * b.SnapshotsDuplicate),
        SnapshotsStale = a.SnapshotsStale + (sign * b.SnapshotsStale),
        BaselinesMissing = a.BaselinesMissing + (sign * b.BaselinesMissing),
        Malformed = a.Malformed + (sign * b.Malformed),
        EntityUpdates = a.EntityUpdates + (sign * b.EntityUpdates),
        HashChecks = a.HashChecks + (sign * b.HashChecks),
        ViewHashChecks = a.ViewHashChecks + (sign * b.ViewHashChecks),
        HashMismatches = a.HashMismatches + (sign * b.HashMismatches),
        InputsSampled = a.InputsSampled + (sign * b.InputsSampled),
        InputsFresh = a.InputsFresh + (sign * b.InputsFresh),
        InputsMissed = a.InputsMissed + (sign * b.InputsMissed),
        DatagramsIn = a.DatagramsIn + (sign * b.DatagramsIn),
        DatagramsOut = a.DatagramsOut + (sign * b.DatagramsOut),
        BytesIn = a.BytesIn + (sign * b.BytesIn),
        BytesOut = a.BytesOut + (sign * b.BytesOut),
        SendFailures = a.SendFailures + (sign * b.SendFailures),
        Predictions = a.Predictions + (sign * b.Predictions),
        Mispredictions = a.Mispredictions + (sign * b.Mispredictions),
        PlayedNs = a.PlayedNs + (sign * b.PlayedNs),
    };
}
