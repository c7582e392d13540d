extern alias host;

using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Replication;
using GameServer.Tests.Simulation.Sessions;
using GameServer.Transport;
using MonotonicClock = host::GameServer.Host.Pacing.MonotonicClock;

namespace GameServer.Tests.Errors.Injection;

/// <summary>A player over UDP on this machine, polled in the background as a game polls once per frame.</summary>
internal sealed class PolledPlayer : IDisposable
{
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly UdpDatagramSocket _socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly SessionPlayer _player;
    private readonly Task _polling;
    private volatile bool _isPlaying;

    public PolledPlayer(IPEndPoint server, string id, string name)
    {
        GameClientOptions options = new() { PlayerId = id, PlayerName = name };
        _player = new SessionPlayer(ArenaSchema.Schema, options, _socket, new SnapshotScratch(), seed: 1);
        _player.Client.Connect(Endpoint.FromIPv4(0x7F00_0001, (ushort)server.Port), MonotonicClock.Now());
        _polling = Task.Run(PollAsync);
        if (!SpinWait.SpinUntil(() => _isPlaying, s_patience)) throw new TimeoutException($"{name} never played: {_player.Client.State} {_player.Client.CloseText}");
    }

    /// <summary>Vanishes without a word.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _polling.Wait(s_patience);
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task PollAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            _player.Poll(MonotonicClock.Now());
            _isPlaying |= _player.Client.State == ClientState.Playing;
            await Task.Delay(s_frame);
        }
    }
}
