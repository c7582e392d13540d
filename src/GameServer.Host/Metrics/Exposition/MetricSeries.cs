using System;
using System.Collections.Generic;
using System.Text;

namespace GameServer.Host.Metrics.Exposition;

/// <summary>One line of a counter or gauge, or the lines of one histogram: the values of one set of labels.</summary>
internal sealed class MetricSeries(string labels, KeyValuePair<string, object?>[] tags)
{
    /// <summary>The labels as they are written, without braces.</summary>
    public string LabelText => labels;

    /// <summary>The same in UTF-8.</summary>
    public byte[] Labels { get; } = Encoding.UTF8.GetBytes(labels);

    /// <summary>The scrape that last saw it.</summary>
    public long SeenIn { get; set; }

    /// <summary>The value; of a histogram the sum.</summary>
    public double Value { get; set; }

    /// <summary>Upper ends and counts of a histogram's buckets, cumulative, the last without end.</summary>
    public List<KeyValuePair<double, double>> Buckets { get; } = [];

    /// <summary>Whether these tags, in this order, are its own.</summary>
    public bool HasTags(ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (others.Length != tags.Length) return false;
        for (int i = 0; i < tags.Length; i++)
        {
            if (!ReferenceEquals(tags[i].Key, others[i].Key) && tags[i].Key != others[i].Key) return false;
            if (!ReferenceEquals(tags[i].Value, others[i].Value) && !Equals(tags[i].Value, others[i].Value)) return false;
        }

        return true;
    }

    /// <summary>Counts one recorded value into buckets with these upper ends.</summary>
    public void Record(double value, IReadOnlyList<double> bounds)
    {
        if (Buckets.Count == 0)
        {
            foreach (double bound in bounds) Buckets.Add(new(bound, 0));
            Buckets.Add(new(double.PositiveInfinity, 0));
        }

        Value += value;
        for (int i = Buckets.Count - 1; i >= 0 && value <= Buckets[i].Key; i--) Buckets[i] = new(Buckets[i].Key, Buckets[i].Value + 1);
    }

    /// <summary>Takes an observed bucket; two that claim the same end, as overflow makes them, are added up.</summary>
    public void Observe(double bound, double count)
    {
        if (double.IsNaN(bound)) return;
        int index = Buckets.Count;
        while (index > 0 && Buckets[index - 1].Key > bound) index--;
        if (index > 0 && Buckets[index - 1].Key == bound) Buckets[index - 1] = new(bound, Buckets[index - 1].Value + count);
        else Buckets.Insert(index, new(bound, count));
    }
}
