using System;
using System.Collections.Generic;
using System.IO;
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

/// <summary>The real host, asked by SIGTERM to leave politely.</summary>
public sealed class HostDrainTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);   // of a test on a busy machine; nothing is measured

    private readonly string _data = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly List<string> _said = [];

    public void Dispose()
    {
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_server_that_is_told_to_stop_waits_for_its_players_and_goes_when_they_have_gone()
    {
        if (OperatingSystem.IsWindows()) return;   // no SIGTERM
        string assembly = BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", _said.Add) ?? throw new FileNotFoundException(string.Join(' ', _said));
        string[] arguments = ["run", "--port", "0", "--bind", "127.0.0.1", "--admin", "127.0.0.1:0", "--data", _data, "--players-per-room", "4", "--drain-seconds", "3600", "--drain-to", "elsewhere.example:7777"];
        using SpawnedServer server = await SpawnedServer.TryStart(assembly, arguments, null, _said.Add) ?? throw new InvalidOperationException(string.Join(' ', _said));
        GameClient player = NewClient("anna");
        player.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)server.Port), MonotonicClock.Now());
        Assert.True(PollUntil([player], () => player.State == ClientState.Playing), "the player never played");

        Task<int?> stopped = Task.Run(server.Stop);
        GameClient late = NewClient("bert");
        late.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)server.Port), MonotonicClock.Now());
        Assert.True(PollUntil([player, late], () => late.State == ClientState.Closed || late.State == ClientState.Playing), "the late one was never answered");
        if (late.State == ClientState.Playing)   // he came before the signal was heard
        {
            late.Leave();
            late = NewClient("carl");
            late.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)server.Port), MonotonicClock.Now());
            Assert.True(PollUntil([player, late], () => late.State == ClientState.Closed), "the late one was let in");
        }

        Assert.Equal((ErrorCode.ServerNotAdmitting, "elsewhere.example:7777"), (late.LastError, late.GoTo.Where));
        Assert.Equal(ClientState.Playing, player.State);
        Assert.False(stopped.IsCompleted);
        player.Leave();
        Assert.True(PollUntil([player], () => stopped.IsCompleted), "the server did not end");
        Assert.Equal(0, await stopped);
    }

    private static GameClient NewClient(string id)
    {
        UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Bot(new GameClientOptions { PlayerId = id }, BotBehaviour.Wander, ArenaGame.FieldSize(4), socket, new SnapshotScratch(), new BotTimes(), seed: 1).Client;
    }

    private static bool PollUntil(GameClient[] clients, Func<bool> holds)
    {
        PreciseSleeper frames = PreciseSleeper.ForThisThread(0);
        long endNs = MonotonicClock.Nanoseconds() + (long)s_patience.TotalNanoseconds;
        while (MonotonicClock.Nanoseconds() < endNs)
        {
            foreach (GameClient client in clients) client.Poll(MonotonicClock.Now());
            if (holds()) return true;
            frames.SleepUntil(MonotonicClock.Nanoseconds() + (4 * Timestamp.NanosecondsPerMillisecond));
        }

        return false;
    }
}
