using System;
using System.Collections.Generic;
using System.Net;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.Transport;

namespace GameServer.Bench.Transport;

/// <summary>
/// The server side: what the floor's server does, with connections, sequences, acknowledgements and timers. Once per tick receive, send to every peer,
/// flush.
/// </summary>
internal sealed class TransportServerRun : ITransportHandler, IDisposable
{
    private readonly TransportRunOptions _options;
    private readonly UdpDatagramSocket _socket;
    private readonly LiteNetTransport _transport;
    private readonly List<PeerId> _peers = [];
    private long _received;

    public TransportServerRun(TransportRunOptions options)
    {
        _options = options;
        _socket = UdpDatagramSocket.Bind(
            options.DualStack ? new IPEndPoint(IPAddress.IPv6Any, 0) : new IPEndPoint(IPAddress.Loopback, 0),
            new UdpSocketOptions { ReceiveBufferBytes = 32 << 20, SendBufferBytes = 32 << 20, ForcePortable = options.Portable, Segments = !options.NoSegments });
        _transport = new LiteNetTransport(new TransportOptions { PeersMax = options.Peers, PendingMax = Math.Max(options.Peers, 1024) }, _socket, new Prng(1));
    }

    public int Port => _socket.LocalEndpoint.Port;

    public double CpuUs { get; private set; }

    public long Received { get; private set; }

    public long Sent { get; private set; }

    public long AllocatedBytes { get; private set; }

    /// <summary>False when not every client connected in time.</summary>
    public bool Run(int secondsMax)
    {
        PreciseSleeper sleeper = PreciseSleeper.ForThisThread(0);
        long now = MonotonicClock.Nanoseconds();
        for (long end = now + (secondsMax * Timestamp.NanosecondsPerSecond); _peers.Count < _options.Peers && now < end;)
        {
            now = sleeper.SleepUntil(now + Timestamp.NanosecondsPerMillisecond);
            Timestamp stamp = new(now, DateTime.UtcNow.Ticks);
            _transport.Receive(stamp, this);
            _transport.Flush(stamp, this);
        }

        if (_peers.Count < _options.Peers) return false;
        byte[] message = new byte[_options.DownBytes - 1];
        long first = (long)_options.WarmUpSeconds * _options.Rate;
        long end2 = first + ((long)_options.Seconds * _options.Rate);
        long start = MonotonicClock.Nanoseconds();
        CpuTime before = default;
        long allocatedBefore = 0;
        for (long tick = 0; tick <= end2; tick++)
        {
            now = sleeper.SleepUntil(start + (tick * Timestamp.NanosecondsPerSecond / _options.Rate));
            Timestamp stamp = new(now, DateTime.UtcNow.Ticks);
            _transport.Receive(stamp, this);
            if (tick == end2) break;
            if (tick == first)
            {
                before = CpuTime.OfThisProcess();
                allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
                _received = 0;
                Sent = 0;
            }

            foreach (PeerId peer in _peers)
            {
                for (int i = 0; i < _options.DatagramsDown; i++)
                {
                    if (_transport.Send(peer, message, DeliveryMethod.Unreliable)) Sent++;
                }
            }

            _transport.Flush(stamp, this);
        }

        CpuUs = (CpuTime.OfThisProcess() - before).TotalUs;
        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        Received = _received;
        SayGoodbye(sleeper, now);
        return true;
    }

    public ConnectDecision ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Accept;

    void ITransportHandler.Connected(PeerId peer) => _peers.Add(peer);

    public void Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data) => _peers.Remove(peer);

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message) => _received++;

    public void Dispose() => _socket.Dispose();

    private void SayGoodbye(PreciseSleeper sleeper, long now)
    {
        foreach (PeerId peer in _peers) _transport.Disconnect(peer);
        for (int i = 0; i < 1000; i++)
        {
            now = sleeper.SleepUntil(now + Timestamp.NanosecondsPerMillisecond);
            Timestamp stamp = new(now, DateTime.UtcNow.Ticks);
            _transport.Receive(stamp, this);
            _transport.Flush(stamp, this);
        }
    }
}
