using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using GameServer.LoadTest.Target;
using GameServer.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace GameServer.Tests.Dashboard;

/// <summary>A real server in a process of its own with a few players, some of whom have names that mean harm, and a browser. There when the first test asks, gone with the last.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    /// <summary>Would run if a page took it for markup.</summary>
    public const string ScriptName = "<script>hacked=1</script><img src=x onerror=hacked=1>";

    /// <summary>Turns what follows around where it is not kept to itself: U+202E and an open isolate.</summary>
    public const string TurningName = "\u202Eevil\u2067gnp.";

    /// <summary>As long as a name can be, and nowhere to break.</summary>
    public static readonly string LongName = new('W', 64);

    private readonly List<string> _said = [];
    private SpawnedServer? _server;
    private IPlaywright? _playwright;

    /// <summary>Where the dashboard is.</summary>
    public string Root => $"http://{_server!.Admin}/dashboard";

    /// <summary>The content that the server started with.</summary>
    public string FirstVersion { get; private set; } = "";

    public IBrowser Browser { get; private set; } = null!;

    internal LivePlayers Players { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.MissingReason is not null) return;   // every test is skipped
        _server = await StartServerAsync(_said, "--rooms", "2");
        string[] names = [ScriptName, TurningName, LongName, .. Enumerable.Range(1, 5).Select(number => $"pilot {number}")];
        Players = LivePlayers.Join(_server.Port, names);
        using HttpClient http = new();
        using JsonDocument content = JsonDocument.Parse(await http.GetStringAsync($"http://{_server.Admin}/api/v1/content"));
        FirstVersion = content.RootElement.GetProperty("active").GetString()!;
        _playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(_playwright);
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        _playwright?.Dispose();
        Players?.Dispose();
        _server?.Dispose();
    }

    /// <summary>Starts another server of the same kind.</summary>
    internal static async Task<SpawnedServer> StartServerAsync(List<string> said, params string[] arguments)
    {
        string assembly = BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", said.Add) ?? throw new FileNotFoundException(string.Join(' ', said));
        string[] all =
        [
            "run", "--port", "0", "--bind", "127.0.0.1", "--admin", "127.0.0.1:0", "--durability", "none", "--players-per-room", "16", "--real-time", "false", .. arguments,
        ];
        return await SpawnedServer.TryStart(assembly, all, null, said.Add) ?? throw new InvalidOperationException(string.Join(' ', said));
    }
}
