using System;
using System.Collections.Generic;
using GameServer.Transport;

namespace GameServer.Bench.Bots;

/// <summary>
/// Sockets of one server and its clients that hand datagrams over in memory: what is left of a bot's cost is its own. What is sent must be read before the other side's next turn
/// ends, for then its memory is taken again.
/// </summary>
internal sealed class MemoryLink
{
    private const uint Loopback = 0x7F00_0001;
    private const int ServerPort = 1;
    private const int FirstClientPort = 1024;

    private readonly Block _down = new(64 << 20);
    private readonly Block _up = new(16 << 20);
    private readonly byte[] _received = new byte[TransportLimits.DatagramBytes + 1];   // shared, as a swarm's is
    private readonly MemorySocket _server;
    private readonly MemorySocket[] _clients;

    public MemoryLink(int clients)
    {
        _server = new MemorySocket(this, ServerPort);
        _clients = new MemorySocket[clients];
        for (int i = 0; i < clients; i++) _clients[i] = new MemorySocket(this, FirstClientPort + i);
    }

    public IDatagramSocket Server => _server;

    public IDatagramSocket Client(int index) => _clients[index];

    /// <summary>The server has read everything.</summary>
    public void ServerDone()
    {
        _up.Used = 0;
        _server.Forget();
    }

    /// <summary>The clients have read everything.</summary>
    public void ClientsDone()
    {
        _down.Used = 0;
        foreach (MemorySocket client in _clients) client.Forget();
    }

    private void Carry(ReadOnlySpan<byte> datagram, int fromPort, int toPort)
    {
        bool isUp = toPort == ServerPort;
        Block block = isUp ? _up : _down;
        datagram.CopyTo(block.Bytes.AsSpan(block.Used));
        MemorySocket to = isUp ? _server : _clients[toPort - FirstClientPort];
        to.Add(new Waiting(block.Used, datagram.Length, fromPort));
        block.Used += datagram.Length;
    }

    private sealed class Block(int bytes)
    {
        public readonly byte[] Bytes = new byte[bytes];
        public int Used;
    }

    private readonly record struct Waiting(int First, int Length, int FromPort);

    private sealed class MemorySocket(MemoryLink link, int port) : IDatagramSocket
    {
        private readonly List<Waiting> _waiting = [];
        private int _next;

        public Endpoint LocalEndpoint => Endpoint.FromIPv4(Loopback, (ushort)port);

        public void Add(Waiting datagram) => _waiting.Add(datagram);

        public void Forget()
        {
            _waiting.Clear();
            _next = 0;
        }

        public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from)
        {
            datagram = default;
            from = default;
            if (_next == _waiting.Count) return false;
            Waiting waiting = _waiting[_next++];
            (port == ServerPort ? link._up : link._down).Bytes.AsSpan(waiting.First, waiting.Length).CopyTo(link._received);
            datagram = link._received.AsSpan(0, waiting.Length);
            from = Endpoint.FromIPv4(Loopback, (ushort)waiting.FromPort);
            return true;
        }

        public void Send(ReadOnlySpan<byte> datagram, in Endpoint to) => link.Carry(datagram, port, to.Port);

        public void Flush()
        {
            // Every datagram arrived when it was sent.
        }

        public void Dispose()
        {
            // Memory alone.
        }
    }
}
