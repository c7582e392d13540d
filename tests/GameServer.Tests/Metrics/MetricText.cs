using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GameServer.Host.Admin;
using GameServer.Host.Metrics;
using GameServer.Host.Metrics.Exposition;
using GameServer.Server;

namespace GameServer.Tests.Metrics;

/// <summary>The text of a server that stands still: its shards' pictures are given.</summary>
internal static class MetricText
{
    public static string Of(ShardStatus[] shards, bool journal = false, bool records = false, ExpositionFormat format = ExpositionFormat.Prometheus, ErrorTally? errors = null)
    {
        using MetricsService metrics = new(() => Reading(shards, journal, records, errors));
        return Encoding.UTF8.GetString(metrics.Exporter.Scrape(format));
    }

    private static MetricReading Reading(ShardStatus[] shards, bool journal, bool records, ErrorTally? errors)
    {
        NodeReport node = new()
        {
            ProcessId = 1,
            StartedUtc = DateTime.UnixEpoch,
            CpuSeconds = 1.25,
            Game = "tag",
            TickRateHz = 30,
            PlayersPerRoom = 16,
            Rooms = 2,
            Gc = new GcReport(3, 2, 1, 4096),
            KernelDrops = 9,
            Players = records ? new PlayersReport("Files", "Good", "", 0, 0, 0, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "", 0, 0) : null,
            Shards = [.. shards.Select(_ => ShardOf(journal))],
        };
        QueueReading[] queues = [new(0, QueueReading.Commands, 1, 64), new(0, QueueReading.Journal, 1, 2)];
        return new MetricReading(node, shards, queues, ProcessReading.Now(0), errors ?? new ErrorTally(), true);
    }

    private static ShardReport ShardOf(bool journal)
    {
        JournalReport? report = journal ? new JournalReport("Async", 2, 0, 0, 1, 0, 0, "Good", "", 0, 0, 0, 0, 0, 0) : null;
        return new ShardReport(
            7777, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new Dictionary<string, QueueReport>(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            default, new Dictionary<string, long>(), new Dictionary<string, long>(), report);
    }
}
