using System;
using System.Linq;
using GameServer.Host.Metrics;
using GameServer.Host.Metrics.Exposition;
using GameServer.Server;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Metrics;

/// <summary>The table of instruments, and what a scraper sees of it.</summary>
public sealed class ServerMetersTests
{
    [Fact]
    public void What_a_shard_counted_is_what_a_scraper_reads()
    {
        ShardStatus status = default;
        status.TickCount = 3;
        status.PlayerCount = 7;
        status.BytesOut = 1L << 40;
        status.Stages.WriteNs = 1_500_000_000;
        status.TickCosts.Buckets[0] = 2;
        status.TickCosts.Buckets[6] = 1;
        status.TickCosts.SumNs = 1_020_000;
        status.TransportDrops[(int)DropReason.ForgedAck] = 5;
        string text = MetricText.Of([status, status]);
        Assert.Contains("# TYPE gameserver_ticks_total counter\ngameserver_ticks_total{shard=\"0\"} 3\ngameserver_ticks_total{shard=\"1\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("\ngameserver_sessions{shard=\"0\",state=\"playing\"} 7\n", text, StringComparison.Ordinal);
        Assert.Contains("\ngameserver_network_io_bytes_total{direction=\"out\",shard=\"0\"} 1099511627776\n", text, StringComparison.Ordinal);
        Assert.Contains("\ngameserver_stage_time_seconds_total{shard=\"1\",stage=\"write\"} 1.5\n", text, StringComparison.Ordinal);
        Assert.Contains("\n# TYPE gameserver_tick_duration_seconds histogram\n", text, StringComparison.Ordinal);
        Assert.Contains("\ngameserver_tick_duration_seconds_bucket{shard=\"0\",le=\"0.00001\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("\ngameserver_tick_duration_seconds_bucket{shard=\"0\",le=\"0.0005\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("\ngameserver_tick_duration_seconds_bucket{shard=\"0\",le=\"0.001\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("\ngameserver_tick_duration_seconds_bucket{shard=\"1\",le=\"+Inf\"} 3\ngameserver_tick_duration_seconds_sum{shard=\"1\"} 0.00102\ngameserver_tick_duration_seconds_count{shard=\"1\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("\ngameserver_transport_drops_total{reason=\"forged_ack\"} 10\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("gameserver_journal", text, StringComparison.Ordinal);   // there is none here
    }

    [Fact]
    public void Every_instrument_can_be_scraped_and_has_a_unit_a_sentence_and_no_more_series_than_the_limit()
    {
        foreach (InstrumentSpec spec in InstrumentTable.All)
        {
            Assert.EndsWith(".", spec.Help, StringComparison.Ordinal);
            Assert.NotEmpty(spec.Unit);
            Assert.InRange(spec.SeriesMax, 1, MetricExporter.SeriesMax);
        }

        string[] names = [.. InstrumentTable.All.Select(MetricsDocument.ScrapedName)];
        Assert.Equal(names.Length, names.Distinct().Count());
        string text = MetricText.Of([default], journal: true, records: true);
        Assert.Empty(names.Where(name => !text.Contains($"\n# TYPE {name} ", StringComparison.Ordinal) && !text.StartsWith($"# HELP {name} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_page_about_metrics_says_what_the_table_says() => GeneratedDocument.Check("docs/METRICS.md", MetricsDocument.Write());
}
