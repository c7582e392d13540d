using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;

namespace GameServer.Host.Metrics;

/// <summary>One line of the table of instruments: from it come the meter, the text that is scraped, and the documentation.</summary>
/// <param name="Name">As meters name things: words and dots.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Unit">In UCUM; in braces what is counted.</param>
/// <param name="Help">What it says, in one sentence.</param>
/// <param name="Labels">What its series are told apart by.</param>
/// <param name="Read">Its measurements now. A histogram's are its buckets, cumulative, with their bound as last tag.</param>
internal sealed record InstrumentSpec(
    string Name, InstrumentKind Kind, string Unit, string Help, LabelSpec[] Labels, Func<MetricReading, IEnumerable<Measurement<double>>> Read)
{
    /// <summary>Of a histogram, the sums that belong to <see cref="Read"/>'s buckets.</summary>
    public Func<MetricReading, IEnumerable<Measurement<double>>>? ReadSums { get; init; }

    /// <summary>How many series it can have.</summary>
    public int SeriesMax => Labels.Aggregate(1, (product, label) => product * label.ValuesMax);
}
