namespace GameServer.Host.Metrics.Exposition;

/// <summary>What a measurement of an instrument says of its series.</summary>
internal enum Meaning
{
    /// <summary>All of it: observed while somebody scrapes.</summary>
    Whole,

    /// <summary>By how much it changed.</summary>
    Change,

    /// <summary>What it is from now on.</summary>
    State,

    /// <summary>One value for a histogram to count.</summary>
    Sample,

    /// <summary>The count of a bucket and all below it, whose upper end is the last tag: see <see cref="HistogramPart"/>.</summary>
    Bucket,
}
