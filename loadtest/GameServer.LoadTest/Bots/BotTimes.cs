using GameServer.Core;

namespace GameServer.LoadTest.Bots;

/// <summary>What the bots of one thread measure, in nanoseconds.</summary>
public sealed class BotTimes
{
    /// <summary>Off while warming up.</summary>
    public bool Recording { get; set; }

    /// <summary>From the moment a tick was due on the server to its snapshot being applied.</summary>
    public LatencyHistogram SnapshotAge { get; } = new();

    /// <summary>From sampling an input to seeing the tick that consumed it.</summary>
    public LatencyHistogram InputToEffect { get; } = new();

    /// <summary>Between the first snapshot of one tick and the first of the next that came: what a player sees as smooth or not.</summary>
    public LatencyHistogram SnapshotGap { get; } = new();

    /// <summary>Forgets what was recorded.</summary>
    public void Clear()
    {
        SnapshotAge.Clear();
        InputToEffect.Clear();
        SnapshotGap.Clear();
    }
}
