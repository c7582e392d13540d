using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.LoadTest.Target;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Tests.Simulation.Sessions;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>The real host, killed with no warning right after it told a player that a plate is bought: the plate is in the record, once.</summary>
public sealed class HostPlayerRecordTests : IDisposable
{
    private const string Player = "account 1";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);   // of a test on a busy machine; nothing is measured

    private readonly string _data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly List<string> _said = [];
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task What_a_player_was_told_to_have_bought_is_in_the_record_once_though_the_server_was_killed()
    {
        await using (FilePlayerStore store = await OpenAsync())
        {
            await store.CommitAsync([new PlayerCommit(Player, 0, new PlayerProfile(1, new ArenaProfile(20, 0).ToBytes()), [])], default);
        }

        string assembly = BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", _said.Add) ?? throw new FileNotFoundException(string.Join(' ', _said));
        using UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        SessionPlayer player = new(ArenaSchema.Schema, new GameClientOptions { PlayerId = Player }, socket, new SnapshotScratch(), seed: 1);
        int port;
        using (SpawnedServer server = await StartAsync(assembly, 0))
        {
            port = server.Port;
            player.Client.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)port), MonotonicClock.Now());
            Assert.True(PlayUntil(player, () => player.Client.State == ClientState.Playing), $"the player is {player.Client.State} {player.Client.CloseText}");
            Assert.Equal(1, (await PlayersOfAsync(server)).GetProperty("profilesRead").GetInt64());
            byte[] order = new byte[ArenaOrder.Bytes];
            new ArenaOrder(ArenaGood.Hull, 1, ArenaRules.HullPrice).Write(order);
            Assert.True(player.Client.TrySend(order, out _));
            Assert.True(PlayUntil(player, () => player.Answers.Count == 1), "the purchase was not answered");
            Assert.Equal(CommandFate.Applied, player.Answers[0].Fate);
            await KillAsync(server);   // before the writer has gathered for long enough
        }

        using (SpawnedServer again = await StartAsync(assembly, port))
        {
            Assert.True(PlayUntil(player, () => player.Client.State == ClientState.Playing), $"the player is {player.Client.State} {player.Client.CloseText}");
            Assert.Equal(0, again.Stop());
        }

        await using FilePlayerStore kept = await OpenAsync();
        PlayerRecord record = (await kept.LoadAsync([new PlayerLookup(Player, [])], default))[0].Record;
        Assert.True(ArenaProfile.TryRead(record.Profile.Bytes.Span, out ArenaProfile profile));
        Assert.Equal(new ArenaProfile(20 - ArenaRules.HullPrice, 1), profile);
        Assert.Equal(ArenaProfileRules.Plate, Assert.Single(await kept.ReadLedgerAsync(Player, default)).Kind);
    }

    private async Task<FilePlayerStore> OpenAsync()
    {
        FilePlayerStore store = new(new FileStorage(Path.Combine(_data, "players")), new FilePlayerStoreOptions());
        await store.OpenAsync(default);
        return store;
    }

    private async Task<SpawnedServer> StartAsync(string assembly, int port)
    {
        string[] arguments = ["run", "--port", $"{port}", "--bind", "127.0.0.1", "--admin", "127.0.0.1:0", "--data", _data, "--players-per-room", "16"];
        return await SpawnedServer.TryStart(assembly, arguments, null, _said.Add) ?? throw new InvalidOperationException(string.Join(' ', _said));
    }

    // Until it is gone the data folder is its own.
    private static async Task KillAsync(SpawnedServer server)
    {
        using Process process = Process.GetProcessById(server.ProcessId);
        process.Kill();
        await process.WaitForExitAsync();
    }

    private async Task<JsonElement> PlayersOfAsync(SpawnedServer server)
    {
        string address = server.Admin!.StartsWith("http", StringComparison.Ordinal) ? server.Admin : $"http://{server.Admin}";
        using JsonDocument status = JsonDocument.Parse(await _http.GetStringAsync(new Uri($"{address.TrimEnd('/')}/status")));
        return status.RootElement.GetProperty("players").Clone();
    }

    // A client polls once per frame, as a game does.
    private static bool PlayUntil(SessionPlayer player, Func<bool> holds)
    {
        PreciseSleeper frames = PreciseSleeper.ForThisThread(0);
        long endNs = MonotonicClock.Nanoseconds() + (long)s_patience.TotalNanoseconds;
        while (MonotonicClock.Nanoseconds() < endNs)
        {
            player.Poll(MonotonicClock.Now());
            if (holds()) return true;
            frames.SleepUntil(MonotonicClock.Nanoseconds() + (4 * Timestamp.NanosecondsPerMillisecond));
        }

        return false;
    }
}
