using System;
using System.Net;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.Transport;

namespace GameServer.Bench.Transport;

/// <summary>
/// N clients with a socket each, in one thread, each at its own moment within the tick: read what is there, send one message. They speak the whole protocol,
/// so the server may be ours or a stock one. Ends when every connection has.
/// </summary>
internal sealed class TransportSwarm : ITransportHandler, IDisposable
{
    private const int ConnectsPerSecond = 2000;
    private const long SilenceNanosecondsMax = 20 * Timestamp.NanosecondsPerSecond;

    private readonly TransportRunOptions _options;
    private readonly Endpoint _server;
    private readonly UdpDatagramSocket[] _sockets;
    private readonly LiteNetTransport[] _clients;
    private readonly PeerId[] _peers;
    private int _connected;
    private int _ended;

    public TransportSwarm(TransportRunOptions options, Endpoint server)
    {
        _options = options;
        _server = server;
        _sockets = new UdpDatagramSocket[options.Peers];
        _clients = new LiteNetTransport[options.Peers];
        _peers = new PeerId[options.Peers];
        for (int i = 0; i < options.Peers; i++)
        {
            _sockets[i] = UdpDatagramSocket.Bind(new IPEndPoint(server.IsIPv4 ? IPAddress.Any : IPAddress.IPv6Any, 0), UdpSocketOptions.Small);
            _clients[i] = new LiteNetTransport(TransportOptions.ForClient, _sockets[i], new Prng((ulong)i + 1));
        }
    }

    public long Sent { get; private set; }

    public long Received { get; private set; }

    /// <summary>False when the server stayed silent.</summary>
    /// <param name="allConnected">Told once, with the milliseconds since the first connect.</param>
    public bool Run(Action<double> allConnected)
    {
        long leaveNs = 0;
        PreciseSleeper sleeper = PreciseSleeper.ForThisThread(0);
        long start = MonotonicClock.Nanoseconds();
        long now = start;
        long heard = start;
        long heardCount = 0;
        long dueIndex = 0;
        byte[] message = new byte[_options.UpBytes - 1];
        int asked = 0;
        while (_ended < _options.Peers)
        {
            now = sleeper.SleepUntil(now + Timestamp.NanosecondsPerMillisecond);
            Timestamp stamp = new(now, DateTime.UtcNow.Ticks);
            for (int until = (int)Math.Min((now - start) * ConnectsPerSecond / Timestamp.NanosecondsPerSecond, _options.Peers); asked < until; asked++)
            {
                _peers[asked] = _clients[asked].Connect(_server, default, stamp);
            }

            long dueEnd = (long)((Int128)(now - start) * _options.Peers / _options.IntervalNanoseconds);
            dueIndex = Math.Max(dueIndex, dueEnd - _options.Peers);
            for (; dueIndex < dueEnd; dueIndex++)
            {
                int client = (int)(dueIndex % _options.Peers);
                _clients[client].Receive(stamp, this);
                if (_clients[client].Send(_peers[client], message, DeliveryMethod.Unreliable)) Sent++;
                _clients[client].Flush(stamp, this);
            }

            if (_connected == _options.Peers && leaveNs == 0)
            {
                allConnected((now - start) / 1e6);
                leaveNs = _options.EndsAfterSeconds == 0 ? long.MaxValue : now + (_options.EndsAfterSeconds * Timestamp.NanosecondsPerSecond);
            }

            if (leaveNs > 0 && now >= leaveNs)
            {
                leaveNs = long.MaxValue;
                for (int i = 0; i < _options.Peers; i++) _clients[i].Disconnect(_peers[i]);
            }

            if (Received + _ended + _connected != heardCount) heard = now;
            heardCount = Received + _ended + _connected;
            if (now - heard > SilenceNanosecondsMax) return false;
        }

        return true;
    }

    public ConnectDecision ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Reject(default);

    void ITransportHandler.Connected(PeerId peer) => _connected++;

    public void Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data) => _ended++;

    void ITransportHandler.Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message) => Received++;

    public void Dispose()
    {
        foreach (UdpDatagramSocket socket in _sockets) socket.Dispose();
    }
}
