namespace GameServer.Host.Metrics;

/// <summary>What an instrument of the server is.</summary>
internal enum InstrumentKind
{
    /// <summary>Grows from the start of the process on.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Durations in buckets, from the start of the process on.</summary>
    Histogram,
}
