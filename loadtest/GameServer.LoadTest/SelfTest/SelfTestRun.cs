using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Scenarios;
using GameServer.LoadTest.Target;
using GameServer.Transport;

namespace GameServer.LoadTest.SelfTest;

/// <summary>
/// Makes trouble of a known size, on real sockets and real processes, and looks whether the figures show it. Every expectation is a lower bound that a busy machine cannot break:
/// what stood still for half a second was not shorter.
/// </summary>
/// <param name="assembly">The server's.</param>
internal sealed class SelfTestRun(string assembly)
{
    public const int PauseMs = 500;

    private const int Bots = 20;
    private const int RateHz = 30;
    private const double Seconds = 10;
    private const int PauseAfterMs = 3000;
    private const double DelayMs = 40;
    private const double Loss = 0.1;
    private static readonly double s_tickMs = 1000.0 / RateHz;

    private readonly List<SelfCheck> _checks = [];

    /// <summary>Null when a process could not be started.</summary>
    public async Task<IReadOnlyList<SelfCheck>?> Run()
    {
        if (!await PauseServer() || !await ImpairNetwork() || !await PlayInTwo() || !await PauseWorker()) return null;
        return _checks;
    }

    private async Task<bool> PauseServer()
    {
        LoadReport? report = await Play(Plain(), [], server => server.ProcessId);
        if (report is null) return false;
        double plotted = report.Series.Max(point => point.SnapshotGapMaxMs ?? 0);
        Check($"a server paused for {PauseMs} ms shows in the snapshot gap's maximum", report.Clients.SnapshotGap.MaxMs, PauseMs - s_tickMs);
        Check("and in its p99.9", report.Clients.SnapshotGap.P999Ms, PauseMs * 0.8);
        Check("and in the snapshot age's p99.9", report.Clients.SnapshotAge.P999Ms, PauseMs * 0.8);
        Check("and in one second of the plot of gaps", plotted, PauseMs - s_tickMs);
        return true;
    }

    private async Task<bool> ImpairNetwork()
    {
        LinkConditions link = LinkConditions.Perfect with { DelayMs = (float)DelayMs, LossChance = (float)Loss };
        LoadReport? report = await Play(Plain() with { Networks = [new NetworkShare { Name = "far", Up = link, Down = link }] }, [], null);
        if (report is null) return false;
        double share = report.Clients.SnapshotLossShare;
        Check($"over a path of {DelayMs} ms half the snapshots are older", report.Clients.SnapshotAge.P50Ms, DelayMs);
        Check("and half the round trips longer than two of them", report.Clients.RoundTrip.P50Ms, 2 * DelayMs);
        _checks.Add(new SelfCheck($"of snapshots sent into a loss of {Loss:P0} that share is counted as lost", share is > Loss * 0.75 and < Loss * 1.25, Figure(share * 100) + " %"));
        return true;
    }

    private async Task<bool> PlayInTwo()
    {
        using WorkerProcess? one = await WorkerProcess.TryStart();
        using WorkerProcess? two = await WorkerProcess.TryStart();
        if (one is null || two is null) return false;
        LoadReport? report = await Play(Plain(), [one.Address, two.Address], null);
        if (report?.ServerSide is null) return false;
        double ratio = report.Swarm.SamplingLateness.Count / (double)Math.Max(1, report.ServerSide.ClientTicks);
        double drawn = report.Distributions.First(distribution => distribution.Name == "snapshotAge").Bins.Sum(bin => bin.Count);
        _checks.Add(new SelfCheck("the inputs of two workers are one histogram with as many values as the server counted client-ticks", ratio is > 0.9 and < 1.1, Figure(ratio) + " ×"));
        _checks.Add(new SelfCheck("and the snapshot ages of both are drawn", drawn == report.Clients.SnapshotAge.Count && drawn > 0, Figure(drawn)));
        return true;
    }

    private async Task<bool> PauseWorker()
    {
        using WorkerProcess? one = await WorkerProcess.TryStart();
        using WorkerProcess? two = await WorkerProcess.TryStart();
        if (one is null || two is null) return false;
        LoadReport? report = await Play(Plain(), [one.Address, two.Address], _ => one.Id);
        if (report is null) return false;
        _checks.Add(new SelfCheck($"a swarm of which a half was paused for {PauseMs} ms ends with exit code 3", report.Verdict.Code == ExitCode.Invalid, $"{(int)report.Verdict.Code}"));
        return true;
    }

    private void Check(string name, double measured, double least) => _checks.Add(new SelfCheck(name, measured >= least, $"{Figure(measured)} ms, at least {Figure(least)}"));

    private static string Figure(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static Scenario Plain()
    {
        // All of it is measured: on a busy machine nobody knows in which second the trouble falls.
        return new Scenario { Name = "self-test", Bots = Bots, RateHz = RateHz, Seed = 1, Phases = [LoadProfiles.Find("steady")! with { Seconds = Seconds }] };
    }

    /// <summary>One run against a server of its own; null when there was nothing to test.</summary>
    /// <param name="scenario">What is played.</param>
    /// <param name="workers">By whom; none: by this process.</param>
    /// <param name="paused">Which process is stopped for a while in the middle; null: none.</param>
    private async Task<LoadReport?> Play(Scenario scenario, IReadOnlyList<string> workers, Func<SpawnedServer, int>? paused)
    {
        using SpawnedServer? server = await SpawnedServer.TryStart(assembly, ["run", "--port", "0", "--admin", "127.0.0.1:0", "--players-per-room", "64", "--durability", "none"], null, Console.Error.WriteLine);
        if (server is null) return null;
        string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{server.Port}");
        LoadRun run = new(new RunOptions { Server = address, Admin = server.Admin, ServerPid = server.ProcessId, Workers = workers }, TextWriter.Null);
        Task<LoadReport?> report = run.Measure(scenario with { Server = address });
        if (paused is not null) await Pause(server, paused(server), report);
        LoadReport? measured = await report;
        server.Stop();
        return measured;
    }

    /// <summary>Stops a process once everybody has played for a while. Stopping and going on again is all it does, whatever happens in between.</summary>
    private static async Task Pause(SpawnedServer server, int process, Task run)
    {
        using StatusClient status = new(server.Admin!);
        while (!run.IsCompleted && (await status.TryRead())?.Sum(shard => shard.PlayerCount) is not >= Bots) await Task.Delay(50);
        await Task.WhenAny(run, Task.Delay(PauseAfterMs));
        if (run.IsCompleted || LinuxCalls.Signal(process, LinuxCalls.Stop) != 0) return;
        try
        {
            await Task.Delay(PauseMs);
        }
        finally
        {
            _ = LinuxCalls.Signal(process, LinuxCalls.Continue);
        }
    }
}
