using System;
using GameServer.Transport;

namespace GameServer.LoadTest.Garbage;

/// <summary>A real socket that remembers the last datagram it sent: the pattern for hostile copies.</summary>
internal sealed class TappedSocket(UdpDatagramSocket socket) : IDatagramSocket
{
    private readonly byte[] _last = new byte[TransportLimits.DatagramBytes];
    private int _lastLength;

    public Endpoint LocalEndpoint => socket.LocalEndpoint;

    public ReadOnlySpan<byte> Last => _last.AsSpan(0, _lastLength);

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from) => socket.TryReceive(out datagram, out from);

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to)
    {
        datagram.CopyTo(_last);
        _lastLength = datagram.Length;
        socket.Send(datagram, to);
    }

    /// <summary>Sends without remembering: garbage is no pattern.</summary>
    public void SendUnseen(ReadOnlySpan<byte> datagram, in Endpoint to) => socket.Send(datagram, to);

    public void Flush() => socket.Flush();

    public void Dispose() => socket.Dispose();
}
