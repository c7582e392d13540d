using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Host.Pacing;
using GameServer.LoadTest.Target;
using GameServer.Persistence;
using GameServer.Replication;
using GameServer.Tests.Simulation.Sessions;
using GameServer.Tests.Support;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>The real host, killed with no warning right after it told a player that a plate is bought: the plate is in the record, once.</summary>
public sealed class HostPlayerRecordTests : IDisposable
{
    private const string Player = "account 1";

    private readonly RealHost _host = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task What_a_player_was_told_to_have_bought_is_in_the_record_once_though_the_server_was_killed()
    {
        await using (FilePlayerStore store = await OpenAsync())
        {
            await store.CommitAsync([new PlayerCommit(Player, 0, new PlayerProfile(1, new ArenaProfile(20, 0).ToBytes()), [])], default);
        }

        using UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        SessionPlayer player = new(ArenaSchema.Schema, new GameClientOptions { PlayerId = Player }, socket, new SnapshotScratch(), seed: 1);
        int port;
        using (SpawnedServer server = await _host.StartAsync(0, null, "--players-per-room", "16"))
        {
            port = server.Port;
            player.Client.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)port), MonotonicClock.Now());
            Assert.True(RealHost.PlayUntil(() => player.Client.State == ClientState.Playing, player.Poll), $"the player is {player.Client.State} {player.Client.CloseText}");
            Assert.Equal(1, (await PlayersOfAsync(server)).GetProperty("profilesRead").GetInt64());
            byte[] order = new byte[ArenaOrder.Bytes];
            new ArenaOrder(ArenaGood.Hull, 1, ArenaRules.HullPrice).Write(order);
            Assert.True(player.Client.TrySend(order, out _));
            Assert.True(RealHost.PlayUntil(() => player.Answers.Count == 1, player.Poll), "the purchase was not answered");
            Assert.Equal(CommandFate.Applied, player.Answers[0].Fate);
            await KillAsync(server);   // before the writer has gathered for long enough
        }

        using (SpawnedServer again = await _host.StartAsync(port, null, "--players-per-room", "16"))
        {
            Assert.True(RealHost.PlayUntil(() => player.Client.State == ClientState.Playing, player.Poll), $"the player is {player.Client.State} {player.Client.CloseText}");
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
        FilePlayerStore store = new(new FileStorage(Path.Combine(_host.Data, "players")), new FilePlayerStoreOptions());
        await store.OpenAsync(default);
        return store;
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
}
