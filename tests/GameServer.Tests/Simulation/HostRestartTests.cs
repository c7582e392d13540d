using System;
using System.Collections.Generic;
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
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>The real host, killed with no warning and started again on the same data folder, while a player plays.</summary>
public sealed class HostRestartTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);   // of a test on a busy machine; nothing is measured

    private readonly string _data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly List<string> _said = [];

    public void Dispose()
    {
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_killed_server_goes_on_at_its_exact_tick_and_its_player_is_back_in_the_seat()
    {
        string assembly = BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", _said.Add) ?? throw new FileNotFoundException(string.Join(' ', _said));
        using UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        GameClientOptions options = new() { PlayerId = "account 1" };
        GameClient client = new Bot(options, BotBehaviour.Wander, ArenaGame.FieldSize(16), socket, new SnapshotScratch(), new BotTimes(), seed: 1).Client;
        PlayerSlot seat;
        int port;
        using (SpawnedServer server = await Start(assembly, 0))
        {
            port = server.Port;
            client.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)port), MonotonicClock.Now());
            Assert.True(PlayUntil(client, () => client.State == ClientState.Playing && client.World!.Newest.Value > 45), "the player never played");
            seat = client.Player;
        }   // killed here

        Assert.Equal(0, (await Tool(assembly, "journal", "verify", _data)).ExitCode);
        string[] replayed = await Replay(assembly);
        (uint tick, string state) = ReadState(replayed.Last(line => line.StartsWith("tick ", StringComparison.Ordinal)));
        Assert.True(tick >= client.World!.Newest.Value - 2, $"the player saw tick {client.World.Newest}, and {tick} was written");   // a tick may die in memory
        Assert.Contains(replayed, line => line.Contains("state hashes agreed", StringComparison.Ordinal));

        string log = Path.Combine(_data, "second.log");
        using (SpawnedServer again = await Start(assembly, port, log))
        {
            Assert.Contains($"room 0 goes on from tick {tick}, state {state}, 1 seats kept", await ReadShared(log), StringComparison.Ordinal);
            Assert.True(PlayUntil(client, () => client.State == ClientState.Playing && client.World!.Newest.Value > tick + 30), $"the player is {client.State} {client.CloseText}");
            Assert.Equal((seat, "account 1"), (client.Player, client.PlayerId));
        }

        string damaged = Directory.EnumerateFiles(Path.Combine(_data, "shard-0"), "*.state").First();
        byte[] bytes = await File.ReadAllBytesAsync(damaged);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(damaged, bytes);
        Assert.Equal(1, (await Tool(assembly, "journal", "verify", _data)).ExitCode);
    }

    private async Task<SpawnedServer> Start(string assembly, int port, string? log = null)
    {
        string[] arguments =
        [
            "run", "--port", $"{port}", "--bind", "127.0.0.1", "--admin", "127.0.0.1:0", "--data", _data, "--players-per-room", "16", "--checkpoint-seconds", "0.5",
        ];
        return await SpawnedServer.TryStart(assembly, arguments, log, _said.Add) ?? throw new InvalidOperationException(string.Join(' ', _said));
    }

    private async Task<string[]> Replay(string assembly)
    {
        (int exitCode, string[] lines) = await Tool(assembly, "replay", _data, "--room", "0");
        Assert.Equal(0, exitCode);
        return lines;
    }

    private static async Task<(int ExitCode, string[] Lines)> Tool(string assembly, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [assembly, .. arguments]) { RedirectStandardOutput = true })!;
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

    // A client polls once per frame, as a game does.
    private static bool PlayUntil(GameClient client, Func<bool> holds)
    {
        PreciseSleeper frames = PreciseSleeper.ForThisThread(0);
        long endNs = MonotonicClock.Nanoseconds() + (long)s_patience.TotalNanoseconds;
        while (MonotonicClock.Nanoseconds() < endNs)
        {
            client.Poll(MonotonicClock.Now());
            if (holds()) return true;
            frames.SleepUntil(MonotonicClock.Nanoseconds() + (4 * Timestamp.NanosecondsPerMillisecond));
        }

        return false;
    }
}
