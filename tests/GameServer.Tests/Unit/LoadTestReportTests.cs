using System.Collections.Generic;
using GameServer.Core;
using GameServer.LoadTest.Floor;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Target;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class LoadTestReportTests
{
    private const long MsNs = Timestamp.NanosecondsPerMillisecond;

    [Fact]
    public void Percentiles_are_in_milliseconds()
    {
        LatencyHistogram histogram = new();
        for (int i = 1; i <= 1000; i++) histogram.Record(i * MsNs);
        Spread spread = Spread.Of(histogram);
        Assert.Equal(1000, spread.Count);
        Assert.InRange(spread.P50Ms, 500, 504);
        Assert.InRange(spread.P99Ms, 990, 998);
        Assert.InRange(spread.P999Ms, 999, 1000);
        Assert.Equal(1000, spread.MaxMs);
    }

    [Fact]
    public void Rates_are_per_client_and_second_in_play_and_headers_count_per_datagram()
    {
        // 10 clients for 20 s, 30 datagrams of 100 bytes each second.
        SwarmTotals measured = new() { PlayedNs = 200 * Timestamp.NanosecondsPerSecond, DatagramsIn = 6000, BytesIn = 600_000, SnapshotsApplied = 5940, SnapshotsLost = 60 };
        ClientFigures clients = ReportBuilder.ClientsOf(RunOf(new SwarmResult { Connected = 10, Measured = measured }), headerBytes: 28);
        Assert.Equal(3000, clients.DownBytesPerClientSecond, 6);
        Assert.Equal(3840, clients.DownWireBytesPerClientSecond, 6);
        Assert.Equal(100, clients.DownBytesPerDatagram, 6);
        Assert.Equal(297, clients.SnapshotsPerSecond, 6);
        Assert.Equal(0.01, clients.SnapshotLossShare, 6);
    }

    [Fact]
    public void Bots_that_had_no_time_to_connect_failed_unless_someone_ended_the_run()
    {
        SwarmResult swarm = new() { Connected = 7, Unfinished = 2 };
        SwarmResult.Count(swarm.ConnectFailures, "JoinRefused: RoomFull: no free seat");
        Assert.Equal(3, ReportBuilder.ClientsOf(RunOf(swarm), 28).ConnectFailed);
        Assert.Equal(1, ReportBuilder.ClientsOf(RunOf(swarm) with { Interrupted = true }, 28).ConnectFailed);
    }

    [Fact]
    public void A_server_that_heard_the_same_interrupt_disconnected_nobody()
    {
        SwarmResult swarm = new() { Connected = 2 };
        SwarmResult.Count(swarm.Disconnects, "ServerClosed: ServerStopping: the server is stopping");
        SwarmResult.Count(swarm.Disconnects, "TimedOut");
        Assert.Equal(2, ReportBuilder.ClientsOf(RunOf(swarm), 28).Disconnected);
        Assert.Equal(1, ReportBuilder.ClientsOf(RunOf(swarm) with { Interrupted = true }, 28).Disconnected);
    }

    [Fact]
    public void The_servers_costs_are_differences_divided_by_its_own_client_ticks()
    {
        Measurements run = RunOf(new SwarmResult()) with { Before = Reading(10, 1_000, 2_000_000, late: 5), After = Reading(12.5, 501_000, 102_000_000, late: 7) };
        ServerFigures server = ReportBuilder.ServerOf(run)!;
        Assert.Equal("status", server.CpuSource);
        Assert.Equal(500_000, server.ClientTicks);
        Assert.Equal(5, server.CpuUsPerClientTick, 6);
        Assert.Equal(200, server.StageNsPerClientTick!.Write, 6);
        Assert.Equal(2, server.LateTicks);
        Assert.Equal(new Dictionary<string, long> { ["malformed"] = 2 }, server.TransportDrops);
    }

    [Fact]
    public void Without_a_status_the_process_tells_its_cpu_time_and_nothing_else()
    {
        SwarmResult swarm = new() { Measured = new SwarmTotals { InputsSampled = 1_000_000 } };
        Measurements run = RunOf(swarm) with { Before = new ServerReading(null, 1), After = new ServerReading(null, 4) };
        ServerFigures server = ReportBuilder.ServerOf(run)!;
        Assert.Equal("process", server.CpuSource);
        Assert.Equal(3, server.CpuUsPerClientTick, 6);
        Assert.Null(server.LateTicks);
        Assert.Null(ReportBuilder.ServerOf(RunOf(swarm)));
    }

    [Fact]
    public void The_floor_is_the_mean_of_its_runs()
    {
        FloorRun[] runs =
        [
            new FloorRun { ServerUsPerClientTick = 3, ClientUsPerClientTick = 4, ClientsHeld = 9_000, Valid = true },
            new FloorRun { ServerUsPerClientTick = 5, ClientUsPerClientTick = 6, ClientsHeld = 7_000, Valid = true },
        ];
        SwarmFigures swarm = new() { CpuUsPerClientTick = 10, SamplingLateness = new Spread(0, 0, 0, 0, 0) };
        FloorFigures floor = FloorFigures.From(runs, 4_000, swarm, new ServerFigures { CpuSource = "status", CpuUsPerClientTick = 6 })!;
        Assert.Equal(1.5, floor.ServerRatio!.Value, 6);
        Assert.Equal(2, floor.SwarmRatio, 6);
        Assert.Equal(0.5, floor.HeldRatio, 6);
        Assert.Null(FloorFigures.From([], 4_000, swarm, null));
    }

    [Fact]
    public void The_line_of_progress_shows_the_last_second()
    {
        LatencyHistogram age = new();
        SwarmPicture first = new(0, SwarmPhase.Measure, new SwarmTotals { SnapshotsApplied = 100 }, age);
        SwarmPicture second = new(2 * Timestamp.NanosecondsPerSecond, SwarmPhase.Measure, new SwarmTotals { SnapshotsApplied = 700, BytesIn = 1_000_000, HashChecks = 5 }, age);
        string line = ProgressLine.Describe("measuring", 10, 9, 1, second, first);
        Assert.Contains("9/10 playing", line, System.StringComparison.Ordinal);
        Assert.Contains("1 failed or lost", line, System.StringComparison.Ordinal);
        Assert.Contains("300 snapshots/s", line, System.StringComparison.Ordinal);
        Assert.Contains("4.00 Mbit/s", line, System.StringComparison.Ordinal);
        Assert.Contains("5 hash checks, 0 mismatches", line, System.StringComparison.Ordinal);
    }

    private static Measurements RunOf(SwarmResult swarm) => new() { Swarm = swarm, MeasuredSeconds = 20 };

    private static ServerReading Reading(double cpuSeconds, long clientTicks, long writeNs, long late)
    {
        ShardPicture shard = new()
        {
            Port = 7777,
            ClientTickCount = clientTicks,
            LateTickCount = late,
            Stages = new StageNs(0, 0, 0, 0, writeNs, 0),
            TransportDrops = new Dictionary<string, long> { ["malformed"] = late, ["wrongNumber"] = 1 },
        };
        return new ServerReading(new ServerPicture { CpuSeconds = cpuSeconds, Shards = [shard] }, cpuSeconds);
    }
}
