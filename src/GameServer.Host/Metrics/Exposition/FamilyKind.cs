namespace GameServer.Host.Metrics.Exposition;

/// <summary>What a metric family is, of the kinds that both text formats know.</summary>
internal enum FamilyKind
{
    /// <summary>Only grows, until the process starts anew.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts in buckets, with their sum.</summary>
    Histogram,
}
