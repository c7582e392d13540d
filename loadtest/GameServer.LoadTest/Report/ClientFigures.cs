using System.Collections.Generic;

namespace GameServer.LoadTest.Report;

/// <summary>
/// What the players saw. Counts of bots and hash checks are of the whole run, all else of the measured phase; rates are per second in play. Bytes are UDP payload, and on
/// the wire with the IP and UDP headers (28 bytes per datagram, 48 over IPv6).
/// </summary>
internal sealed record ClientFigures
{
    public int Connected { get; init; }

    /// <summary>Most in play at once.</summary>
    public int PlayingMax { get; init; }

    /// <summary>Bots that the plan wanted in play when the time was over, and that were not.</summary>
    public int Missing { get; init; }

    public int ConnectFailed { get; init; }

    public required IReadOnlyDictionary<string, int> ConnectFailures { get; init; }

    public int Disconnected { get; init; }

    public required IReadOnlyDictionary<string, int> Disconnects { get; init; }

    public long HashChecks { get; init; }

    public long ViewHashChecks { get; init; }

    public long HashMismatches { get; init; }

    /// <summary>Those on networks that alter datagrams, which are none of the above in the figures of the whole run: found by the hash, and healed by asking for everything anew.</summary>
    public long MismatchesOnAlteringNetworks { get; init; }

    public required Spread SnapshotAge { get; init; }

    public required Spread InputToEffect { get; init; }

    public required Spread SnapshotGap { get; init; }

    /// <summary>Smoothed round trips, asked once a second.</summary>
    public Spread RoundTrip { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>From the moment a bot should have come to its seat.</summary>
    public Spread ConnectTime { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>The same for bots that had lost one.</summary>
    public Spread ResumeTime { get; init; } = new(0, 0, 0, 0, 0);

    public double DownBytesPerClientSecond { get; init; }

    public double DownWireBytesPerClientSecond { get; init; }

    public double UpBytesPerClientSecond { get; init; }

    public double UpWireBytesPerClientSecond { get; init; }

    public double DownBytesPerDatagram { get; init; }

    public double UpBytesPerDatagram { get; init; }

    public double SnapshotsPerSecond { get; init; }

    public double EntityUpdatesPerSecond { get; init; }

    public double SnapshotLossShare { get; init; }

    public long SnapshotsLost { get; init; }

    public long SnapshotsDuplicate { get; init; }

    public long SnapshotsStale { get; init; }

    public long BaselinesMissing { get; init; }

    public long Malformed { get; init; }

    /// <summary>Of the ticks a client saw, those for which the server had to repeat an older input.</summary>
    public double InputsMissedShare { get; init; }

    public long SendFailures { get; init; }

    /// <summary>Ticks for which a prediction was compared with what came; 0 unless the scenario says <c>predict: true</c>.</summary>
    public long Predictions { get; init; }

    /// <summary>Of those, corrected.</summary>
    public long Mispredictions { get; init; }

    /// <summary>How far those moved what the player saw; null when nothing was corrected.</summary>
    public SizeSpread? Corrections { get; init; }
}
