using System;
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

/// <summary>The real host, asked by SIGTERM to leave politely.</summary>
public sealed class HostDrainTests : IDisposable
{
    private readonly RealHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_server_that_is_told_to_stop_waits_for_its_players_and_goes_when_they_have_gone()
    {
        if (OperatingSystem.IsWindows()) return;   // no SIGTERM
        using SpawnedServer server = await _host.StartAsync(0, null, "--players-per-room", "4", "--drain-seconds", "3600", "--drain-to", "elsewhere.example:7777");
        GameClient player = NewClient("anna");
        player.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)server.Port), MonotonicClock.Now());
        Assert.True(RealHost.PlayUntil(() => player.State == ClientState.Playing, player.Poll), "the player never played");

        Task<int?> stopped = Task.Run(() => server.Stop(TimeSpan.FromMinutes(3)));   // longer than it is waited for below
        GameClient late = Knock(server, player, 0);
        for (int knocks = 1; late.State == ClientState.Playing && knocks < 200; knocks++)   // he came before the signal was sent, or heard
        {
            GameClient early = late;
            early.Leave();
            Assert.True(RealHost.PlayUntil(() => early.State == ClientState.Closed, player.Poll, early.Poll), "the early one never left");   // or his seat would wait for him
            late = Knock(server, player, knocks);
        }

        Assert.Equal((ErrorCode.ServerNotAdmitting, "elsewhere.example:7777"), (late.LastError, late.GoTo.Where));
        Assert.Equal(ClientState.Playing, player.State);
        Assert.False(stopped.IsCompleted);
        player.Leave();
        Assert.True(RealHost.PlayUntil(() => stopped.IsCompleted, player.Poll), "the server did not end");
        Assert.Equal(0, await stopped);
    }

    private static GameClient Knock(SpawnedServer server, GameClient player, int number)
    {
        GameClient late = NewClient($"late{number}");
        late.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)server.Port), MonotonicClock.Now());
        Assert.True(RealHost.PlayUntil(() => late.State is ClientState.Closed or ClientState.Playing, player.Poll, late.Poll), "the late one was never answered");
        return late;
    }

    private static GameClient NewClient(string id)
    {
        UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Bot(new GameClientOptions { PlayerId = id }, BotBehaviour.Wander, ArenaGame.FieldSize(4), socket, new SnapshotScratch(), new BotTimes(), seed: 1).Client;
    }
}
