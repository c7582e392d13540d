using System.Collections.Generic;
using System.Linq;
using System.Net;
using GameServer.Core;
using GameServer.LoadTest.Capacity;
using GameServer.LoadTest.Floor;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Scenarios;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Target;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class LoadTestReportTests
{
    private const long MsNs = Timestamp.NanosecondsPerMillisecond;

    private static readonly Scenario s_scenario = new RunOptions { Spawn = true, Bots = 10 }.Over(null);

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
        ClientFigures clients = ReportBuilder.ClientsOf(new Tally { Connected = 10, Totals = measured }, seconds: 20, headerBytes: 28);
        Assert.Equal(3000, clients.DownBytesPerClientSecond, 6);
        Assert.Equal(3840, clients.DownWireBytesPerClientSecond, 6);
        Assert.Equal(100, clients.DownBytesPerDatagram, 6);
        Assert.Equal(297, clients.SnapshotsPerSecond, 6);
        Assert.Equal(0.01, clients.SnapshotLossShare, 6);
    }

    [Fact]
    public void Bots_that_had_no_time_to_connect_failed_unless_someone_ended_the_run()
    {
        RunLog run = new(s_scenario) { Unfinished = 2 };
        Tally.Count(run.Phases[0].Groups[0].ConnectFailures, "JoinRefused: RoomFull: no free seat");
        Assert.Equal(3, ReportBuilder.ClientsOf(run, 28).ConnectFailed);
        run.Interrupted = true;
        Assert.Equal(1, ReportBuilder.ClientsOf(run, 28).ConnectFailed);
    }

    [Fact]
    public void A_server_that_heard_the_same_interrupt_disconnected_nobody()
    {
        RunLog run = new(s_scenario);
        Tally.Count(run.Phases[0].Groups[0].Disconnects, "ServerClosed: ServerStopping: the server is stopping");
        Tally.Count(run.Phases[1].Groups[0].Disconnects, "TimedOut");
        Assert.Equal(2, ReportBuilder.ClientsOf(run, 28).Disconnected);
        run.Interrupted = true;
        Assert.Equal(1, ReportBuilder.ClientsOf(run, 28).Disconnected);
    }

    [Fact]
    public void What_griefers_suffer_is_counted_apart()
    {
        RunLog run = new(s_scenario);
        Tally.Count(run.Phases[0].Groups[^1].Disconnects, "ServerClosed");
        run.Phases[0].Groups[^1].Totals = new SwarmTotals { HashMismatches = 3, InputsSampled = 1 };
        ClientFigures clients = ReportBuilder.ClientsOf(run, 28);
        Assert.Equal((0, 0), (clients.Disconnected, clients.HashMismatches));
        Assert.Equal(3, Assert.Single(ReportBuilder.NetworksOf(run.Phases[0], s_scenario, 28), network => network.Name == "griefers").Clients.HashMismatches);
    }

    [Fact]
    public void A_view_that_a_network_altered_is_not_the_servers_mistake()
    {
        NetworkShare altering = new() { Name = "altering", Down = LinkConditions.Perfect with { CorruptChance = 0.01f } };
        RunLog run = new(s_scenario with { Networks = [.. s_scenario.Networks, altering] });
        run.Phases[0].Groups[0].Totals = new SwarmTotals { HashMismatches = 1 };
        run.Phases[1].Groups[1].Totals = new SwarmTotals { HashMismatches = 3 };
        ClientFigures clients = ReportBuilder.ClientsOf(run, 28);
        Assert.Equal((1, 3), (clients.HashMismatches, clients.MismatchesOnAlteringNetworks));
    }

    [Fact]
    public void A_second_that_is_noticed_late_keeps_its_number()
    {
        const long StartNs = 5 * Timestamp.NanosecondsPerSecond;
        SwarmOptions options = new() { Server = new IPEndPoint(IPAddress.Loopback, 1), Scenario = s_scenario, PlayersPerRoom = 64 };
        SecondLog log = new(new BotCast(s_scenario).GroupCount, StartNs);
        using Readiness readiness = Readiness.Create(10);
        using Attendance nobody = new(options, 0, new SocketBatch(), readiness, log.Current, StartNs);
        foreach (long afterMs in new[] { 1050, 2000, 2400, 3001 }) log.Close(StartNs + (afterMs * MsNs), nobody);
        Assert.Equal([0, 1, 2, 2], log.Done.Select(second => second.Index));
    }

    [Fact]
    public void A_queue_is_as_full_as_in_the_shard_where_it_is_fullest()
    {
        ServerPicture picture = new()
        {
            Shards =
            [
                new ShardPicture { Queues = new Dictionary<string, QueuePicture> { ["kernelReceiveBytes"] = new(50, 100), ["commands"] = new(1, 4) }, Journal = new JournalPicture(1, 10) },
                new ShardPicture { Queues = new Dictionary<string, QueuePicture> { ["kernelReceiveBytes"] = new(75, 100) } },
                new ShardPicture(),
            ],
        };
        Assert.Equal(new Dictionary<string, double> { ["commands"] = 0.25, ["journalBytes"] = 0.1, ["kernelReceiveBytes"] = 0.75 }, QueueFigures.DepthsIn(picture));
        Assert.Null(QueueFigures.DepthsIn(new ServerPicture { Shards = [new ShardPicture()] }));
    }

    [Fact]
    public void The_servers_costs_are_differences_divided_by_its_own_client_ticks()
    {
        PhaseLog log = new(2) { Before = Reading(10, 1_000, 2_000_000, late: 5), After = Reading(12.5, 501_000, 102_000_000, late: 7) };
        ServerFigures server = ReportBuilder.ServerOf(log)!;
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
        PhaseLog log = new(1) { Before = new ServerReading(null, 1), After = new ServerReading(null, 4) };
        log.Groups[0].Totals = new SwarmTotals { InputsSampled = 1_000_000 };
        ServerFigures server = ReportBuilder.ServerOf(log)!;
        Assert.Equal("process", server.CpuSource);
        Assert.Equal(3, server.CpuUsPerClientTick, 6);
        Assert.Null(server.LateTicks);
        Assert.Null(ReportBuilder.ServerOf(new PhaseLog(1)));
    }

    [Fact]
    public void A_thousand_players_cost_cores_and_bits_in_proportion()
    {
        ClientFigures clients = ReportBuilder.ClientsOf(new Tally { Totals = new SwarmTotals { PlayedNs = Timestamp.NanosecondsPerSecond, BytesIn = 972, DatagramsIn = 1 } }, 1, 28);
        CostFigures cost = CostFigures.Of(clients, new ServerFigures { CpuSource = "status", CpuUsPerClientTick = 10 }, rateHz: 30)!;
        Assert.Equal(0.3, cost.ServerCores, 6);
        Assert.Equal(8, cost.DownMbitPerSecond, 6);
        Assert.Null(CostFigures.Of(clients, null, 30));
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
        Assert.Contains("4000 bots are 0.50 of these; server CPU 1.50 × F1's server, bot CPU 2.00 × F1's client", CapacityText.BesideFloor(4_000, floor), System.StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_progress_shows_the_last_second()
    {
        SeriesPoint point = new() { Second = 4, Phase = "measure", Wanted = 10, SnapshotsPerSecond = 300, DownBytesPerSecond = 500_000, SnapshotAgeP50Ms = 3.5, SnapshotAgeP99Ms = 7, SnapshotGapMaxMs = 40 };
        string line = ProgressLine.Describe(new ProgressState(s_scenario, 1, 2, 9, Playing: 9, Lost: 1, point));
        Assert.Contains("9/10 playing", line, System.StringComparison.Ordinal);
        Assert.Contains("1 failed or lost", line, System.StringComparison.Ordinal);
        Assert.Contains("300 snapshots/s", line, System.StringComparison.Ordinal);
        Assert.Contains("4.00 Mbit/s", line, System.StringComparison.Ordinal);
        Assert.Contains("age p50 3.5 p99 7.0", line, System.StringComparison.Ordinal);
        Assert.Contains("0 mismatches", line, System.StringComparison.Ordinal);
    }

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
