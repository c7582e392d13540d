using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;

namespace GameServer.Tests.Support;

/// <summary>A Prometheus of a test's own: a folder for its data, a loopback port, and everything four times a second.</summary>
internal sealed class PrometheusServer : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);   // of a test on a busy machine; nothing is measured
    private static readonly TimeSpan s_pollPeriod = TimeSpan.FromMilliseconds(50);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "gs-prometheus-" + Path.GetRandomFileName());
    private readonly HttpClient _http = new();
    private readonly Process _process;
    private readonly int _port = FreePort();

    /// <param name="target">Host and port to scrape.</param>
    /// <param name="rules">Its rule file.</param>
    public PrometheusServer(string target, string rules)
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "rules.yaml"), rules);
        string config = Path.Combine(_folder, "prometheus.yaml");
        File.WriteAllText(
            config,
            $"""
            global:
              scrape_interval: 250ms
              scrape_timeout: 250ms
              evaluation_interval: 250ms
            rule_files: [rules.yaml]
            scrape_configs:
              - job_name: gameserver
                static_configs:
                  - targets: ["{target}"]
            """);
        ProcessStartInfo start = new(
            PrometheusTools.Path("prometheus"),
            [$"--config.file={config}", $"--storage.tsdb.path={Path.Combine(_folder, "data")}", $"--web.listen-address=127.0.0.1:{_port}", "--log.level=error"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => LastLine = line.Data ?? LastLine;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>What it said last of an error.</summary>
    public string LastLine { get; private set; } = "";

    /// <summary>The value of an expression now; null when it has none, or Prometheus does not answer yet.</summary>
    public async Task<double?> Value(string expression)
    {
        JsonElement? answer = await Ask("query?query=" + Uri.EscapeDataString(expression));
        if (answer is not { } data || data.GetProperty("result").GetArrayLength() == 0) return null;
        return double.Parse(data.GetProperty("result")[0].GetProperty("value")[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Whether an alert fires now.</summary>
    public async Task<bool> Fires(string alert) => await Value($"ALERTS{{alertname=\"{alert}\",alertstate=\"firing\"}}") == 1;

    /// <summary>Asks until an answer is yes; false when patience or Prometheus ends.</summary>
    public async Task<bool> Until(Func<Task<bool>> holds)
    {
        for (Stopwatch waited = Stopwatch.StartNew(); waited.Elapsed < s_patience && !_process.HasExited; await Task.Delay(s_pollPeriod))
        {
            if (await holds()) return true;
        }

        return false;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // It takes no port 0; one that was free a moment ago will do.
    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<JsonElement?> Ask(string what)
    {
        try
        {
            string body = await _http.GetStringAsync($"http://127.0.0.1:{_port}/api/v1/{what}");
            return JsonDocument.Parse(body).RootElement.GetProperty("data");
        }
        catch (HttpRequestException)
        {
            return null;   // it is just starting
        }
    }
}
