using GameServer.Core;

namespace GameServer.LoadTest.Bots;

/// <summary>What the bots of one thread measure, in nanoseconds.</summary>
public sealed class BotTimes
{
    /// <summary>
    /// From the moment a tick was due on the server to its snapshot being applied. Where a snapshot did not come, one value for each tick that a player was owed: the age of
    /// what the player saw instead. A server that stands still for a second shows as thirty old views, not as one late packet.
    /// </summary>
    public LatencyHistogram SnapshotAge { get; } = new();

    /// <summary>From sampling an input to seeing the tick that consumed it.</summary>
    public LatencyHistogram InputToEffect { get; } = new();

    /// <summary>
    /// Between the first snapshot of one tick and the first of the next that came: what a player sees as smooth or not. A longer gap also counts what was left of it at each
    /// tick it swallowed (the correction for coordinated omission of HdrHistogram, by G. Tene), so that percentiles are of moments and not of packets.
    /// </summary>
    public LatencyHistogram SnapshotGap { get; } = new();

    public void Merge(BotTimes other)
    {
        SnapshotAge.Merge(other.SnapshotAge);
        InputToEffect.Merge(other.InputToEffect);
        SnapshotGap.Merge(other.SnapshotGap);
    }

    /// <summary>Forgets what was recorded.</summary>
    public void Clear()
    {
        SnapshotAge.Clear();
        InputToEffect.Clear();
        SnapshotGap.Clear();
    }
}
