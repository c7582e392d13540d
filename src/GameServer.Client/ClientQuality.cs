namespace GameServer.Client;

/// <summary>How good a connection is at one moment: what a game shows in its corner, and what a player is asked for when complaining.</summary>
public readonly record struct ClientQuality
{
    /// <summary>Round trip, smoothed, in milliseconds.</summary>
    public int RttMs { get; init; }

    /// <summary>Share of snapshot packets lost, 0..1, over about four seconds.</summary>
    public double LossFraction { get; init; }

    /// <summary>How much later than the earliest possible snapshots come, on average, in milliseconds.</summary>
    public double JitterMs { get; init; }

    /// <summary>How old the newest snapshot was when it arrived, in milliseconds.</summary>
    public double SnapshotAgeMs { get; init; }

    /// <summary>How early inputs reach the server, in ticks; below 0 they come too late.</summary>
    public double InputBufferTicks { get; init; }

    /// <summary>How early they should, in ticks.</summary>
    public double InputBufferTargetTicks { get; init; }

    /// <summary>How far in the past others are shown, behind the earliest that could be known, in milliseconds.</summary>
    public double InterpolationMs { get; init; }

    /// <summary>Times the server had to correct a predicted entity, since the seat was taken.</summary>
    public long Mispredictions { get; init; }

    /// <summary>How far the last correction moved an entity, in game units.</summary>
    public double CorrectionUnits { get; init; }
}
