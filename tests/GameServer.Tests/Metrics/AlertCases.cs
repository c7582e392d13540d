using System.Collections.Generic;

namespace GameServer.Tests.Metrics;

/// <summary>A healthy server, and every fault that an alert is for.</summary>
internal static class AlertCases
{
    private const string Node = "instance=\"a\",job=\"gameserver\"";
    private const string Shard = Node + ",shard=\"0\"";

    /// <summary>What a healthy server with some players looks like: series, value at first, and what it grows by each minute.</summary>
    public static readonly (string Series, double First, double PerMinute)[] Healthy =
    [
        ($"up{{{Node}}}", 1, 0),
        ($"gameserver_process_start_time_seconds{{{Node}}}", 1000, 0),
        ($"gameserver_ready{{{Node}}}", 1, 0),
        ($"gameserver_ticks_total{{{Shard}}}", 0, 1800),
        ($"gameserver_ticks_late_total{{{Shard}}}", 0, 5),
        ($"gameserver_ticks_forgiven_total{{{Shard}}}", 0, 0),
        ($"gameserver_tick_period_seconds{{{Node}}}", 1 / 30.0, 0),
        ($"gameserver_tick_duration_seconds_bucket{{{Shard},le=\"0.01\"}}", 0, 1795),
        ($"gameserver_tick_duration_seconds_bucket{{{Shard},le=\"0.025\"}}", 0, 1800),
        ($"gameserver_tick_duration_seconds_bucket{{{Shard},le=\"0.05\"}}", 0, 1800),
        ($"gameserver_tick_duration_seconds_bucket{{{Shard},le=\"+Inf\"}}", 0, 1800),
        ($"gameserver_sessions{{{Shard},state=\"playing\"}}", 80, 0),
        ($"gameserver_sessions{{{Shard},state=\"interrupted\"}}", 2, 0),
        ($"gameserver_sessions{{{Shard},state=\"logging_in\"}}", 40, 0),
        ($"gameserver_seats{{{Node}}}", 100, 0),
        ($"gameserver_peers{{{Shard}}}", 82, 0),
        ($"gameserver_session_events_total{{{Shard},event=\"interrupted\"}}", 0, 1),
        ($"gameserver_session_events_lost_total{{{Shard}}}", 0, 0),
        ($"gameserver_spawns_refused_total{{{Shard}}}", 0, 0),
        ($"gameserver_errors_total{{{Node},code=\"GS-2022\"}}", 0, 0),
        ($"gameserver_errors_total{{{Node},code=\"GS-1014\"}}", 0, 10),
        ($"gameserver_kernel_drops_total{{{Node}}}", 0, 1),
        ($"gameserver_kernel_send_failures_total{{{Node}}}", 0, 1),
        ($"gameserver_transport_drops_total{{{Node},reason=\"stranger\"}}", 0, 600),
        ($"gameserver_snapshot_entities_total{{{Shard}}}", 0, 60_000),
        ($"gameserver_snapshot_deferred_total{{{Shard}}}", 0, 60_000),
        ($"gameserver_journal_healthy{{{Shard}}}", 1, 0),
        ($"gameserver_journal_lag_seconds{{{Shard}}}", 0.05, 0),
        ($"gameserver_journal_gap_rooms{{{Shard}}}", 0, 0),
        ($"gameserver_checkpoint_failures_total{{{Shard}}}", 0, 0),
        ($"gameserver_records_healthy{{{Node}}}", 1, 0),
        ($"gameserver_records_full{{{Node}}}", 0, 0),
        ($"gameserver_promises_fill_ratio{{{Shard}}}", 0.1, 0),
        ($"gameserver_promises_refused_total{{{Shard}}}", 0, 0),
        ($"gameserver_profiles_failed_total{{{Node}}}", 0, 1),
        ($"gameserver_queue_size_bytes{{{Shard},queue=\"journal\"}}", 1000, 0),
        ($"gameserver_queue_size_limit_bytes{{{Shard},queue=\"journal\"}}", 100_000, 0),
        ($"gameserver_queue_depth{{{Shard},queue=\"events\"}}", 3, 0),
        ($"gameserver_queue_depth_limit{{{Shard},queue=\"events\"}}", 4096, 0),
        ($"gameserver_queue_depth{{{Shard},queue=\"effects\"}}", 50, 0),
        ($"gameserver_queue_depth_limit{{{Shard},queue=\"effects\"}}", 0, 0),
        ($"gameserver_process_memory_bytes{{{Node}}}", 200e6, 0),
        ($"gameserver_gc_pauses_seconds_total{{{Node}}}", 0, 0.01),
    ];

    public static readonly IReadOnlyList<AlertCase> All =
    [
        new("GameServerDown", Node, [($"up{{{Node}}}", "0x30")]),
        new("GameServerNotScraped", "job=\"gameserver\"", [($"up{{{Node}}}", "_x30")]),
        new("GameServerRestarting", Node, [($"gameserver_process_start_time_seconds{{{Node}}}", "2000+100x30")]),
        new("GameServerNotReady", Node, [($"gameserver_ready{{{Node}}}", "0x30")]),
        new("GameServerStalled", Shard, [($"gameserver_ticks_total{{{Shard}}}", "216000x30"), ($"gameserver_ticks_late_total{{{Shard}}}", "600x30")]),
        new("GameServerLateTicks", Shard, [($"gameserver_ticks_late_total{{{Shard}}}", "1000+40x30")]),
        new("GameServerTicksForgiven", Shard, [($"gameserver_ticks_forgiven_total{{{Shard}}}", "0+3x30")]),
        new(
            "GameServerTickNearPeriod",
            Shard,
            [
                ($"gameserver_tick_duration_seconds_bucket{{{Shard},le=\"0.01\"}}", "215400+1500x30"),
                ($"gameserver_tick_duration_seconds_bucket{{{Shard},le=\"0.025\"}}", "216000+1700x30"),
            ]),
        new("GameServerFull", Node, [($"gameserver_sessions{{{Shard},state=\"playing\"}}", "95x30")]),
        new("GameServerPlayersLost", Node, [($"gameserver_session_events_total{{{Shard},event=\"interrupted\"}}", "120+40x30")]),
        new("GameServerStatesDiffer", Node + ",code=\"GS-2022\"", [($"gameserver_errors_total{{{Node},code=\"GS-2022\"}}", "0+1x30")]),
        new("GameServerErrors", Node + ",code=\"GS-1014\"", [($"gameserver_errors_total{{{Node},code=\"GS-1014\"}}", "1200+90x30")]),
        new("GameServerEventsLost", Shard, [($"gameserver_session_events_lost_total{{{Shard}}}", "0+1x30")]),
        new("GameServerSpawnsRefused", Shard, [($"gameserver_spawns_refused_total{{{Shard}}}", "0+6x30")]),
        new("GameServerKernelDrops", Node, [($"gameserver_kernel_drops_total{{{Node}}}", "120+90x30")]),
        new("GameServerSendFailures", Node, [($"gameserver_kernel_send_failures_total{{{Node}}}", "120+90x30")]),
        new("GameServerDropFlood", Node + ",reason=\"stranger\"", [($"gameserver_transport_drops_total{{{Node},reason=\"stranger\"}}", "72000+120000x30")]),
        new("GameServerSnapshotStarvation", Shard, [($"gameserver_snapshot_deferred_total{{{Shard}}}", "7200000+240000x30")]),
        new("GameServerDiskFailing", Shard, [($"gameserver_journal_healthy{{{Shard}}}", "0x30")]),
        new("GameServerJournalLag", Shard, [($"gameserver_journal_lag_seconds{{{Shard}}}", "1.5+0.5x30")]),
        new("GameServerJournalGap", Shard, [($"gameserver_journal_gap_rooms{{{Shard}}}", "1x30")]),
        new("GameServerCheckpointsFailing", Shard, [($"gameserver_checkpoint_failures_total{{{Shard}}}", "0+1x30")]),
        new("GameServerRecordsFailing", Node, [($"gameserver_records_healthy{{{Node}}}", "0x30")]),
        new("GameServerRecordsFull", Node, [($"gameserver_records_full{{{Node}}}", "1x30")]),
        new("GameServerPromisesRefused", Shard, [($"gameserver_promises_refused_total{{{Shard}}}", "0+2x30")]),
        new("GameServerProfilesFailing", Node, [($"gameserver_profiles_failed_total{{{Node}}}", "120+12x30")]),
        new("GameServerQueueFilling", Shard + ",queue=\"journal\"", [($"gameserver_queue_size_bytes{{{Shard},queue=\"journal\"}}", "90000x30")]),
        new("GameServerQueueFilling", Shard + ",queue=\"events\"", [($"gameserver_queue_depth{{{Shard},queue=\"events\"}}", "4000x30")]),
        new("GameServerRecordsFull", Node, [($"gameserver_promises_fill_ratio{{{Shard}}}", "0.9x30")]),
        new("GameServerMemoryGrowing", Node, [($"gameserver_process_memory_bytes{{{Node}}}", "400000000x30")]),
        new("GameServerGcPauses", Node, [($"gameserver_gc_pauses_seconds_total{{{Node}}}", "1.2+0.6x30")]),
    ];
}
