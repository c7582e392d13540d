using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace GameServer.Host.Metrics.Exposition;

/// <summary>
/// How observed counters say that together they are a histogram. Meters have no histogram that is read rather than recorded into, and recording is what a tick thread should not do: so one counter, <c>NAME.bucket</c>,
/// carries the buckets, cumulative and told apart by their last tag <c>le</c>, and another, <c>NAME.sum</c>, what they add up to, in the family's unit. Both carry the tags <c>histogram</c>, which is
/// <c>NAME</c>, and <c>unit</c>, which is the sum's.
/// </summary>
internal static class HistogramPart
{
    /// <summary>Tag of an instrument that is part of a histogram.</summary>
    public const string FamilyTag = "histogram";

    /// <summary>Tag with the family's unit.</summary>
    public const string UnitTag = "unit";

    /// <summary>Tag of a bucket's upper end, inclusive.</summary>
    public const string BoundTag = "le";

    public const string BucketSuffix = ".bucket";

    public const string SumSuffix = ".sum";

    /// <summary>What the parts of a histogram carry.</summary>
    public static KeyValuePair<string, object?>[] Tags(string family, string unit) => [new(FamilyTag, family), new(UnitTag, unit)];

    /// <summary>The family an instrument is part of; null when it stands for itself.</summary>
    public static string? FamilyOf(Instrument instrument) => TagOf(instrument, FamilyTag);

    /// <summary>The unit of its family's values.</summary>
    public static string? UnitOf(Instrument instrument) => TagOf(instrument, UnitTag);

    /// <summary>Whether it is the part with the buckets, not the sum.</summary>
    public static bool IsBucket(Instrument instrument) => FamilyOf(instrument) is not null && instrument.Name.EndsWith(BucketSuffix, StringComparison.Ordinal);

    /// <summary>A bound as a tag's value.</summary>
    public static string Text(double bound) => double.IsPositiveInfinity(bound) ? "+Inf" : bound.ToString(CultureInfo.InvariantCulture);

    /// <summary>A tag's value as a bound; NaN for what is none.</summary>
    public static double Bound(object? value) => value switch
    {
        "+Inf" => double.PositiveInfinity,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double bound) => bound,
        _ => double.NaN,
    };

    private static string? TagOf(Instrument instrument, string name)
    {
        foreach (KeyValuePair<string, object?> tag in instrument.Tags ?? [])
        {
            if (tag.Key == name) return tag.Value as string;
        }

        return null;
    }
}
