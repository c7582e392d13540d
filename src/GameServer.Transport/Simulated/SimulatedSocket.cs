using System;
using GameServer.Core;

namespace GameServer.Transport.Simulated;

/// <summary>One end of the simulated network: a ring of the slots that have arrived.</summary>
internal sealed class SimulatedSocket(SimulatedNetwork network, Endpoint local) : IDatagramSocket
{
    private const int None = -1;

    private int[] _inbox = new int[16];
    private int _head;
    private int _count;
    private int _current = None;
    private bool _closed;

    public Endpoint LocalEndpoint { get; set; } = local;

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from)
    {
        ReleaseCurrent();
        datagram = default;
        from = default;
        if (_count == 0) return false;
        _current = _inbox[_head];
        _head = (_head + 1) & (_inbox.Length - 1);
        _count--;
        datagram = network.Flights.BytesOf(_current);
        from = network.Flights[_current].From;
        return true;
    }

    public bool TryPeek(int ahead, out Endpoint from)
    {
        from = ahead < _count ? network.Flights[_inbox[(_head + ahead) & (_inbox.Length - 1)]].From : default;
        return ahead < _count;
    }

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to)
    {
        Check.That(datagram.Length <= TransportLimits.DatagramBytes);
        if (!_closed) network.Inject(datagram, LocalEndpoint, to);
    }

    public void Flush()
    {
        // Every datagram left when it was sent.
    }

    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        ReleaseCurrent();
        while (_count > 0) TryReceive(out _, out _);
        ReleaseCurrent();
        network.Close(this);
    }

    internal void Enqueue(int slot)
    {
        if (_count == _inbox.Length)
        {
            int[] larger = new int[_inbox.Length * 2];
            for (int i = 0; i < _count; i++) larger[i] = _inbox[(_head + i) & (_inbox.Length - 1)];
            _inbox = larger;
            _head = 0;
        }

        _inbox[(_head + _count++) & (_inbox.Length - 1)] = slot;
    }

    private void ReleaseCurrent()
    {
        if (_current != None) network.Flights.Release(_current);
        _current = None;
    }
}
