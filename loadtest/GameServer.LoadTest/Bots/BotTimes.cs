using GameServer.Core;

namespace GameServer.LoadTest.Bots;

/// <summary>What the bots of one thread measure, in nanoseconds where nothing else is said.</summary>
public sealed class BotTimes
{
    /// <summary>Histograms hold whole numbers.</summary>
    public const int PerGameUnit = 1024;

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

    /// <summary>How far the server's word moved a predicted entity, in 1/<see cref="PerGameUnit"/> of a game unit; what was put elsewhere altogether is no correction.</summary>
    public LatencyHistogram Corrections { get; } = new();

    public void Merge(BotTimes other)
    {
        SnapshotAge.Merge(other.SnapshotAge);
        InputToEffect.Merge(other.InputToEffect);
        SnapshotGap.Merge(other.SnapshotGap);
        Corrections.Merge(other.Corrections);
    }

    /// <summary>Forgets what was recorded.</summary>
    public void Clear()
    {
        SnapshotAge.Clear();
        InputToEffect.Clear();
        SnapshotGap.Clear();
        Corrections.Clear();
    }
}
