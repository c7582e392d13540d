using System.Buffers;
using System.Globalization;
using System.Text;

namespace GameServer.Host.Metrics.Exposition;

/// <summary>
/// Metric families as text. The formats differ in little: OpenMetrics names a counter's family without <c>_total</c>, tells units, escapes quotation marks in help, writes bounds as floats, and ends with <c># EOF</c>, by
/// which a scraper knows that nothing was cut off.
/// </summary>
internal sealed class ExpositionWriter(IBufferWriter<byte> output, ExpositionFormat format)
{
    private bool IsOpen => format == ExpositionFormat.OpenMetrics;

    /// <summary>Writes one family; nothing when it has no series now.</summary>
    public void Write(MetricFamily family, long scrape)
    {
        bool hasHead = false;
        string sample = family.Kind == FamilyKind.Counter ? family.Name + "_total" : family.Name;
        family.Show(scrape, series =>
        {
            if (!hasHead) WriteHead(family, IsOpen ? family.Name : sample);
            hasHead = true;
            if (family.Kind == FamilyKind.Histogram) WriteHistogram(family.Name, series);
            else WriteSample(sample, "", series.Labels, null, series.Value);
        });
    }

    /// <summary>Ends the text.</summary>
    public void End()
    {
        if (IsOpen) Write("# EOF\n");
    }

    private void WriteHead(MetricFamily family, string name)
    {
        string help = LabelText.Escape(family.Help, quotes: IsOpen);
        if (help.Length > 0) Write($"# HELP {name} {help}\n");
        string type = family.Kind switch { FamilyKind.Counter => "counter", FamilyKind.Gauge => "gauge", _ => "histogram" };
        Write($"# TYPE {name} {type}\n");
        if (IsOpen && family.Unit.Length > 0) Write($"# UNIT {name} {family.Unit}\n");
    }

    private void WriteHistogram(string name, MetricSeries series)
    {
        double count = 0;
        foreach ((double bound, double upTo) in series.Buckets)
        {
            WriteSample(name, "_bucket", series.Labels, bound, upTo);
            count = upTo;
        }

        WriteSample(name, "_sum", series.Labels, null, series.Value);
        WriteSample(name, "_count", series.Labels, null, count);
    }

    private void WriteSample(string name, string suffix, byte[] labels, double? bound, double value)
    {
        Write(name);
        Write(suffix);
        if (labels.Length > 0 || bound is not null)
        {
            Write("{");
            output.Write(labels);
            if (bound is { } end)
            {
                Write(labels.Length > 0 ? ",le=\"" : "le=\"");
                WriteBound(end);
                Write("\"");
            }

            Write("}");
        }

        Write(" ");
        WriteNumber(value, default);
        Write("\n");
    }

    // Bounds are compared as texts by who stores them, so they have no exponents.
    private void WriteBound(double bound) => WriteNumber(bound, IsOpen ? "0.0###############" : "0.################");

    private void WriteNumber(double value, string? numberFormat)
    {
        if (double.IsNaN(value)) Write("NaN");
        else if (double.IsInfinity(value)) Write(value > 0 ? "+Inf" : "-Inf");
        else if (value.TryFormat(output.GetSpan(512), out int length, numberFormat, CultureInfo.InvariantCulture)) output.Advance(length);   // 512: the longest double without an exponent has 309 digits
    }

    private void Write(string text) => output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
