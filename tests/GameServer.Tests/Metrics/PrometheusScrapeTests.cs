using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Target;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Metrics;

/// <summary>A real server process, a real Prometheus, and a receiver of OTLP.</summary>
public sealed class PrometheusScrapeTests : IDisposable
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly List<string> _said = [];

    public void Dispose()
    {
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    [PrometheusFact]
    public async Task A_server_is_scraped_its_text_has_no_fault_and_alerts_fire_when_it_stalls_and_when_it_is_gone()
    {
        using SpawnedServer server = await Start();
        await CheckText(server, "text/plain");
        using PrometheusServer prometheus = new(server.Admin!, HurriedRules());
        Assert.True(await prometheus.Until(async () => await prometheus.Value("sum(gameserver_tick_duration_seconds_count)") > 30), $"nothing was scraped: {prometheus.LastLine}");
        Assert.Equal(1, await prometheus.Value("gameserver_journal_healthy"));
        Assert.Equal(0, await prometheus.Value("sum(gameserver_sessions)"));
        Assert.True(await prometheus.Until(async () => await prometheus.Value("histogram_quantile(0.99, sum by (le) (rate(gameserver_tick_duration_seconds_bucket[1m])))") is > 0 and <= 1), "no quantile of the ticks");
        Assert.False(await prometheus.Fires("GameServerDown"));

        double forgiven = await prometheus.Value("gameserver_ticks_forgiven_total") ?? 0;
        _ = LinuxCalls.Signal(server.ProcessId, LinuxCalls.Stop);
        Assert.True(await prometheus.Until(() => prometheus.Fires("GameServerDown")), "no alert that the server hangs");
        _ = LinuxCalls.Signal(server.ProcessId, LinuxCalls.Continue);
        Assert.True(await prometheus.Until(() => prometheus.Fires("GameServerTicksForgiven")), "no alert of the ticks it missed");
        Assert.True(await prometheus.Value("gameserver_ticks_forgiven_total") > forgiven);
        Assert.True(await prometheus.Until(async () => !await prometheus.Fires("GameServerDown")), "the alert does not end");

        server.Kill();
        Assert.True(await prometheus.Until(() => prometheus.Fires("GameServerDown")), "no alert that the server is gone");
    }

    [Fact]
    public async Task Instruments_are_pushed_by_OTLP_to_who_is_named_in_the_environment()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        using SpawnedServer server = await Start(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address), ("OTEL_METRIC_EXPORT_INTERVAL", "200"), ("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=night shift"));
        IReadOnlySet<string> texts = await receiver.FirstAsync(TimeSpan.FromSeconds(60));
        Assert.Superset(new HashSet<string> { "GameServer", "gameserver.ticks", "gameserver.tick.duration.bucket", "gameserver.tick.duration.sum", "gameserver.journal.lag", "service.name", "gameserver" }, new HashSet<string>(texts));
        Assert.Equal("night shift", receiver.Tenant);
        Assert.Equal(0, server.Stop());
    }

    private static async Task CheckText(SpawnedServer server, string type)
    {
        using HttpClient http = new();
        using HttpResponseMessage answer = await http.GetAsync($"http://{server.Admin}/metrics");
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        (int exitCode, string said) = await PrometheusTools.Promtool(await answer.Content.ReadAsStringAsync(), "check", "metrics");
        Assert.True(exitCode == 0 && said.Length == 0, said);
    }

    // As they are, but without the patience that spares people at night and tests cannot have.
    private static string HurriedRules() => Regex.Replace(File.ReadAllText(Path.Combine(Repository.Root, AlertRule.File)), @"^( +)for: \w+$", "$1for: 0s", RegexOptions.Multiline, TimeSpan.FromSeconds(1));

    private async Task<SpawnedServer> Start(params (string Name, string Value)[] environment)
    {
        string assembly = BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", _said.Add) ?? throw new FileNotFoundException(string.Join(' ', _said));
        string[] arguments = ["run", "--port", "0", "--bind", "127.0.0.1", "--admin", "127.0.0.1:0", "--data", _data, "--players-per-room", "16"];
        return await SpawnedServer.TryStart(assembly, arguments, null, _said.Add, environment) ?? throw new InvalidOperationException(string.Join(' ', _said));
    }
}
