using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Watch;

/// <summary>
/// What it costs to watch a server: the same players on the same process, in turn scraped once a second with its log at information, somebody following it and the dashboard's overview open, and left alone with its log at critical. Windows follow each
/// other within seconds, because machines change their speed within minutes.
/// </summary>
internal sealed class WatchRun(WatchOptions options)
{
    private static readonly TimeSpan s_scrapePeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_seatPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(12);   // huge pages are asked for in the first ten

    // The runtime compiles what has run thirty times once more, beside the ticks: a minute after somebody began to watch that is over, and no part of what watching costs.
    private const int WarmLooks = 80;
    private static readonly TimeSpan s_warmLook = TimeSpan.FromMilliseconds(150);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public async Task<ExitCode> Run()
    {
        if (options.Problems() is { Count: > 0 } problems) return Unusable(string.Join("; ", problems));
        using SpawnedServer? server = await Spawn();
        if (server?.Admin is null) return Unusable("no server to watch");
        Task<LoadReport?> playing = Play(server);
        using StatusClient status = new(server.Admin);
        if (!await AllPlay(status, playing)) return Unusable("the players did not get their seats");
        await WarmUp(server.Admin);
        await Task.Delay(s_settling);
        WatchResult result = await Alternate(server.Admin, status);
        LoadReport? report = await playing;
        Console.WriteLine(result.Describe());
        if (report is null) return ExitCode.Unusable;
        foreach (string reason in report.Verdict.Reasons) Console.WriteLine($"bots: {reason}");
        return report.Verdict.Code;
    }

    private async Task WarmUp(string admin)
    {
        await SetLevel(admin, "information");
        for (int look = 0; look < WarmLooks; look++)
        {
            using CancellationTokenSource over = new();
            Task watching = FollowAll(admin, over.Token);
            await ScrapeOnce(admin);
            await Task.Delay(s_warmLook);
            await over.CancelAsync();
            await watching;
        }
    }

    private async Task<WatchResult> Alternate(string admin, StatusClient status)
    {
        List<WatchWindow> watched = [];
        List<WatchWindow> alone = [];
        for (int pair = 0; pair < options.Pairs; pair++)
        {
            // Each goes first in turn, so that a machine that warms up favours neither.
            if (pair % 2 == 0) watched.Add(await Watch(admin, status));
            alone.Add(await LeaveAlone(admin, status));
            if (pair % 2 == 1) watched.Add(await Watch(admin, status));
        }

        return new WatchResult(options.Bots, watched, alone);
    }

    private async Task<WatchWindow> LeaveAlone(string admin, StatusClient status)
    {
        await SetLevel(admin, "critical");
        return await Measure(status, () => Task.Delay(TimeSpan.FromSeconds(options.Seconds)));
    }

    private async Task<WatchWindow> Watch(string admin, StatusClient status)
    {
        await SetLevel(admin, "information");
        using CancellationTokenSource over = new();
        Task watching = FollowAll(admin, over.Token);
        WatchWindow window = await Measure(status, () => Scrape(admin));
        await over.CancelAsync();
        await watching;
        return window;
    }

    private static async Task<WatchWindow> Measure(StatusClient status, Func<Task> work)
    {
        ServerPicture first = await Read(status);
        double beside = ThreadTimes.BesideTicks(first.ProcessId);
        await work();
        double spent = ThreadTimes.BesideTicks(first.ProcessId) - beside;
        return WatchWindow.Between(first, await Read(status), spent);
    }

    private async Task Scrape(string admin)
    {
        using PeriodicTimer seconds = new(s_scrapePeriod);
        for (double passed = 0; passed < options.Seconds; passed += s_scrapePeriod.TotalSeconds)
        {
            await ScrapeOnce(admin);
            await seconds.WaitForNextTickAsync();
        }
    }

    private async Task ScrapeOnce(string admin)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"http://{admin}/metrics");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/openmetrics-text;version=1.0.0"));   // as Prometheus does
        using HttpResponseMessage answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    // A terminal that follows the log, and a browser with the dashboard's overview open.
    private Task FollowAll(string admin, CancellationToken over) =>
        Task.WhenAll(Follow(admin, "/api/v1/logs?follow=true&level=information", over), Follow(admin, "/dashboard/live?page=/dashboard", over));

    // Reads what is sent for as long as it is, as a terminal or a browser would.
    private async Task Follow(string admin, string path, CancellationToken over)
    {
        try
        {
            await using Stream stream = await _http.GetStreamAsync($"http://{admin}{path}", over);
            byte[] buffer = new byte[1 << 14];
            int length;
            long read = 0;
            do
            {
                length = await stream.ReadAsync(buffer, over);
                read += length;
            }
            while (length > 0);
            throw new HttpRequestException($"{path} ended after {read} bytes");
        }
        catch (OperationCanceledException)
        {
            // The window is over.
        }
    }

    private async Task SetLevel(string admin, string level)
    {
        using StringContent body = new($$"""{"level":"{{level}}"}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _http.PutAsync($"http://{admin}/api/v1/log-level", body);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<ServerPicture> Read(StatusClient status) => await status.TryRead() ?? throw new HttpRequestException($"no status at {status.HostAndPort}");

    private async Task<bool> AllPlay(StatusClient status, Task playing)
    {
        for (TimeSpan waited = default; waited < s_seatPatience && !playing.IsCompleted; waited += s_scrapePeriod)
        {
            if ((await Read(status)).Sum(shard => shard.PlayerCount) == options.Bots) return true;
            await Task.Delay(s_scrapePeriod);
        }

        return false;
    }

    // It is not told where the status is: nobody but this command asks for it.
    private Task<LoadReport?> Play(SpawnedServer server)
    {
        double seconds = (WarmLooks * 2 * s_warmLook.TotalSeconds) + s_settling.TotalSeconds + (2 * options.Pairs * (options.Seconds + 1));
        RunOptions run = new() { Server = $"127.0.0.1:{server.Port}", Bots = options.Bots, RateHz = options.RateHz, Seconds = seconds, PlayersPerRoom = Seats };
        return Task.Run(() => new LoadRun(run, TextWriter.Null).Measure(run.Over(null)));
    }

    private int Seats => Math.Max(options.Bots, 64);

    private async Task<SpawnedServer?> Spawn()
    {
        string? assembly = options.ServerAssembly ?? BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", Console.WriteLine);
        if (assembly is null) return null;
        string[] arguments =
        [
            "run", "--port", "0", "--bind", "127.0.0.1", "--admin", "127.0.0.1:0", "--durability", "none", "--tick-rate", Text(options.RateHz), "--players-per-room", Text(Seats),
        ];
        return await SpawnedServer.TryStart(assembly, arguments, null, line => Console.Error.WriteLine($"loadtest: {line}"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ExitCode Unusable(string problem)
    {
        Console.Error.WriteLine($"loadtest: {problem}");
        return ExitCode.Unusable;
    }
}
