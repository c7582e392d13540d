using System;
using System.Net;
using System.Threading;
using GameServer.Core;
using GameServer.LoadTest.Machine;
using GameServer.Transport;

namespace GameServer.LoadTest.StandIn;

/// <summary>A <see cref="StandInGame"/> on a UDP port of this machine.</summary>
internal sealed class StandInServer(RecordedGame game, int connections) : IDisposable
{
    private const long SliceNs = Timestamp.NanosecondsPerMillisecond;

    private readonly UdpDatagramSocket _socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Port => _socket.LocalEndpoint.Port;

    /// <summary>Serves on the calling thread until told to stop.</summary>
    public void Run(CancellationToken stop)
    {
        SliceSleeper sleeper = SliceSleeper.ForThisThread();
        StandInGame server = new(game, _socket, connections, SteadyClock.Nanoseconds());
        while (!stop.IsCancellationRequested)
        {
            Timestamp now = SteadyClock.Now(SteadyClock.UtcOffsetTicks());
            server.Step(now);
            sleeper.SleepUntil(Math.Min(server.NextNs, now.Nanoseconds + SliceNs));
        }
    }

    public void Dispose() => _socket.Dispose();
}
