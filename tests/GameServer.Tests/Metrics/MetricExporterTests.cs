using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Linq;
using System.Text;
using GameServer.Host.Metrics.Exposition;
using Xunit;

namespace GameServer.Tests.Metrics;

/// <summary>Meters of anybody's making, as text.</summary>
public sealed class MetricExporterTests : IDisposable
{
    private readonly Meter _meter = new("exporter test");
    private MetricExporter? _exporter;

    public void Dispose()
    {
        _exporter?.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Each_kind_of_instrument_has_its_type_and_its_suffix()
    {
        Counter<long> counter = _meter.CreateCounter<long>("shop.sales", "{sale}", "Sales.");
        UpDownCounter<int> upDown = _meter.CreateUpDownCounter<int>("shop.guests", "{guest}", "Guests.");
        Gauge<double> gauge = _meter.CreateGauge<double>("shop.load", "1", "Load.");
        Histogram<double> histogram = _meter.CreateHistogram("shop.visit", "s", "Visits.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 2] });
        _meter.CreateObservableCounter("shop.power", () => 7.5, "By", "Bytes.");
        _meter.CreateObservableUpDownCounter("shop.stock", () => -3L, "{item}", "Stock.");
        _meter.CreateObservableGauge<short>("shop.heat", () => 21, "Cel");
        Begin();
        counter.Add(2);
        counter.Add(3);
        counter.Add(-1);   // no counter goes back
        upDown.Add(5);
        upDown.Add(-1);
        gauge.Record(0.5);
        gauge.Record(0.25);
        foreach (double seconds in new[] { 0.25, 0.5, 1, 8 }) histogram.Record(seconds);
        const string Expected = """
            # HELP shop_sales_total Sales.
            # TYPE shop_sales_total counter
            shop_sales_total 5
            # HELP shop_guests Guests.
            # TYPE shop_guests gauge
            shop_guests 4
            # HELP shop_load_ratio Load.
            # TYPE shop_load_ratio gauge
            shop_load_ratio 0.25
            # HELP shop_visit_seconds Visits.
            # TYPE shop_visit_seconds histogram
            shop_visit_seconds_bucket{le="0.5"} 2
            shop_visit_seconds_bucket{le="2"} 3
            shop_visit_seconds_bucket{le="+Inf"} 4
            shop_visit_seconds_sum 9.75
            shop_visit_seconds_count 4
            # HELP shop_power_bytes_total Bytes.
            # TYPE shop_power_bytes_total counter
            shop_power_bytes_total 7.5
            # HELP shop_stock Stock.
            # TYPE shop_stock gauge
            shop_stock -3
            # TYPE shop_heat_Cel gauge
            shop_heat_Cel 21

            """;
        Assert.Equal(Expected, Text());
        Assert.Equal(Expected, Text());   // what is observed is no sum over scrapes
    }

    [Fact]
    public void OpenMetrics_names_families_without_total_tells_units_writes_bounds_as_floats_and_says_where_it_ends()
    {
        _meter.CreateObservableCounter("shop.power", () => 7L, "By", "All \"bytes\".");
        Histogram<long> histogram = _meter.CreateHistogram<long>("shop.visit", "s", "Visits.", advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [2] });
        Begin();
        histogram.Record(1, new KeyValuePair<string, object?>("door", 3));
        Assert.Equal(
            """
            # HELP shop_power_bytes All \"bytes\".
            # TYPE shop_power_bytes counter
            # UNIT shop_power_bytes bytes
            shop_power_bytes_total 7
            # HELP shop_visit_seconds Visits.
            # TYPE shop_visit_seconds histogram
            # UNIT shop_visit_seconds seconds
            shop_visit_seconds_bucket{door="3",le="2.0"} 1
            shop_visit_seconds_bucket{door="3",le="+Inf"} 1
            shop_visit_seconds_sum{door="3"} 1
            shop_visit_seconds_count{door="3"} 1
            # EOF

            """,
            Text(ExpositionFormat.OpenMetrics));
    }

    [Fact]
    public void Labels_and_help_are_escaped_and_names_made_such_as_Prometheus_takes()
    {
        Counter<int> counter = _meter.CreateCounter<int>("9 lives-of/cats", null, "A \\ and\na second \"line\".");
        Begin();
        counter.Add(1, new("a.b", "back\\slash"), new("a-b", "quote\" and\nline"), new("é", "ü"), new("none", null));
        Assert.Equal(
            "# HELP _9_lives_of_cats_total A \\\\ and\\na second \"line\".\n# TYPE _9_lives_of_cats_total counter\n"
            + "_9_lives_of_cats_total{_=\"ü\",a_b=\"back\\\\slash;quote\\\" and\\nline\",none=\"\"} 1\n",
            Text());
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(1e300, "1E+300")]
    [InlineData(0.1, "0.1")]
    public void Numbers_are_written_so_that_they_are_read_back(double value, string text)
    {
        _meter.CreateObservableGauge("g", () => value);
        Begin();
        Assert.EndsWith($"\ng {text}\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_tags_makes_no_other_series()
    {
        Counter<int> counter = _meter.CreateCounter<int>("c");
        Begin();
        counter.Add(1, new("a", 1), new("b", 2));
        counter.Add(1, new("b", 2), new("a", 1));
        Assert.EndsWith("\nc_total{a=\"1\",b=\"2\"} 2\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_beyond_the_limit_are_added_up_in_one_series_that_says_so()
    {
        Counter<int> counted = _meter.CreateCounter<int>("counted");
        int values = 50;
        _meter.CreateObservableCounter("observed", () => Enumerable.Range(0, values).Select(index => new Measurement<int>(10, new KeyValuePair<string, object?>("player", $"p{index}"))));
        Begin(seriesMax: 8);
        for (int i = 0; i < 100; i++) counted.Add(1, new KeyValuePair<string, object?>("player", i.ToString(CultureInfo.InvariantCulture)));
        for (int scrape = 0; scrape < 3; scrape++)
        {
            string text = Text();
            Assert.Equal(8, Lines(text, "counted_total").Length);
            Assert.Contains("\ncounted_total{otel_metric_overflow=\"true\"} 93\n", text, StringComparison.Ordinal);
            Assert.Equal(8, Lines(text, "observed_total").Length);
            Assert.Contains("\nobserved_total{otel_metric_overflow=\"true\"} 430\n", text, StringComparison.Ordinal);
        }

        values = 2;   // what is no longer observed makes room
        Assert.Equal(2, Lines(Text(), "observed_total").Length);
        values = 7;
        Assert.DoesNotContain("observed_total{otel_metric_overflow", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_observation_that_throws_costs_only_its_own_series()
    {
        _meter.CreateObservableGauge("broken", Broken);
        _meter.CreateObservableGauge("whole", () => 1);
        Begin();
        Assert.Equal("# TYPE whole gauge\nwhole 1\n", Text());
    }

    [Fact]
    public void Instruments_of_meters_that_were_not_asked_for_are_left_alone()
    {
        using Meter other = new("another meter");
        Counter<int> counter = other.CreateCounter<int>("c");
        Begin();
        counter.Add(1);
        Assert.False(counter.Enabled);
        Assert.Equal("", Text());
    }

    [Theory]
    [InlineData("", "Prometheus")]
    [InlineData("*/*", "Prometheus")]
    [InlineData("text/html", "Prometheus")]
    [InlineData("not a header;;", "Prometheus")]
    [InlineData("application/openmetrics-text", "OpenMetrics")]
    [InlineData("application/openmetrics-text; version=\"1.0.0\"", "OpenMetrics")]
    [InlineData("application/openmetrics-text; version=2.0.0", "Prometheus")]
    [InlineData("application/openmetrics-text;q=0.5, text/plain;version=0.0.4", "Prometheus")]
    [InlineData("application/openmetrics-text;q=0", "Prometheus")]
    [InlineData("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", "OpenMetrics")]
    public void A_scraper_gets_the_format_it_likes_best(string accept, string format) => Assert.Equal(format, Negotiation.Choose(accept.Length == 0 ? [] : [accept]).ToString());

    private static int Broken() => throw new InvalidOperationException("a mistake of a game's");

    private static string[] Lines(string text, string name) => [.. text.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal))];

    private void Begin(int seriesMax = MetricExporter.SeriesMax) => _exporter = new MetricExporter(meter => meter == _meter, seriesMax);

    private string Text(ExpositionFormat format = ExpositionFormat.Prometheus) => Encoding.UTF8.GetString(_exporter!.Scrape(format));
}
