using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Target;
using GameServer.Replication;
using GameServer.Tests.Support;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>The real host, killed with no warning and started again on the same data folder, while a player plays.</summary>
public sealed class HostRestartTests : IDisposable
{
    private readonly RealHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_killed_server_goes_on_at_its_exact_tick_and_its_player_is_back_in_the_seat()
    {
        using UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        GameClientOptions options = new() { PlayerId = "account 1" };
        GameClient client = new Bot(options, BotBehaviour.Wander, ArenaGame.FieldSize(16), socket, new SnapshotScratch(), new BotTimes(), seed: 1).Client;
        PlayerSlot seat;
        int port;
        using (SpawnedServer server = await StartAsync(0))
        {
            port = server.Port;
            client.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)port), MonotonicClock.Now());
            Assert.True(RealHost.PlayUntil(() => client.State == ClientState.Playing && client.World!.Newest.Value > 45, client.Poll), "the player never played");
            seat = client.Player;
        }   // killed here

        Assert.Equal(0, (await Tool("journal", "verify", _host.Data)).ExitCode);
        string[] replayed = await Replay();
        (uint tick, string state) = ReadState(replayed.Last(line => line.StartsWith("tick ", StringComparison.Ordinal)));
        Assert.True(tick >= client.World!.Newest.Value - 30, $"the player saw tick {client.World.Newest}, and {tick} was written");   // on a busy machine some ticks die in memory
        Assert.Contains(replayed, line => line.Contains("state hashes agreed", StringComparison.Ordinal));

        string log = Path.Combine(_host.Data, "second.log");
        using (SpawnedServer again = await StartAsync(port, log))
        {
            Assert.Contains($"room 0 goes on from tick {tick}, state {state}, 1 seats kept", await ReadShared(log), StringComparison.Ordinal);
            Assert.True(RealHost.PlayUntil(() => client.State == ClientState.Playing && client.World!.Newest.Value > tick + 30, client.Poll), $"the player is {client.State} {client.CloseText}");
            Assert.Equal((seat, "account 1"), (client.Player, client.PlayerId));
        }

        string damaged = Directory.EnumerateFiles(Path.Combine(_host.Data, "shard-0"), "*.state").First();
        byte[] bytes = await File.ReadAllBytesAsync(damaged);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(damaged, bytes);
        Assert.Equal(1, (await Tool("journal", "verify", _host.Data)).ExitCode);
    }

    private Task<SpawnedServer> StartAsync(int port, string? log = null) => _host.StartAsync(port, log, "--players-per-room", "16", "--checkpoint-seconds", "0.5");

    private async Task<string[]> Replay()
    {
        (int exitCode, string[] lines) = await Tool("replay", _host.Data, "--room", "0");
        Assert.Equal(0, exitCode);
        return lines;
    }

    private async Task<(int ExitCode, string[] Lines)> Tool(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [_host.Program, .. arguments]) { RedirectStandardOutput = true })!;
        string[] lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        return (process.ExitCode, lines);
    }

    private static (uint Tick, string State) ReadState(string line)
    {
        string[] words = line.Split(' ');
        return (uint.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), words[3]);
    }

    private static async Task<string> ReadShared(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file);
        return await reader.ReadToEndAsync();
    }
}
