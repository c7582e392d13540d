using System;
using GameServer.Transport;

namespace GameServer.LoadTest.Garbage;

/// <summary>A socket that remembers the last datagrams it sent: patterns for hostile copies.</summary>
internal sealed class TappedSocket(IDatagramSocket socket, int kept = 1) : IDatagramSocket
{
    private readonly byte[] _bytes = new byte[kept * TransportLimits.DatagramBytes];
    private readonly int[] _lengths = new int[kept];
    private int _newest;

    public Endpoint LocalEndpoint => socket.LocalEndpoint;

    public ReadOnlySpan<byte> Last => Kept(0);

    /// <summary>The datagram sent <paramref name="back"/> (0 .. kept − 1) before the last one; empty when there was none.</summary>
    public ReadOnlySpan<byte> Kept(int back)
    {
        int place = (_newest + kept - back) % kept;
        return _bytes.AsSpan(place * TransportLimits.DatagramBytes, _lengths[place]);
    }

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from) => socket.TryReceive(out datagram, out from);

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to)
    {
        _newest = (_newest + 1) % kept;
        datagram.CopyTo(_bytes.AsSpan(_newest * TransportLimits.DatagramBytes));
        _lengths[_newest] = datagram.Length;
        socket.Send(datagram, to);
    }

    /// <summary>Sends without remembering: garbage is no pattern.</summary>
    public void SendUnseen(ReadOnlySpan<byte> datagram, in Endpoint to) => socket.Send(datagram, to);

    public void Flush() => socket.Flush();

    public void Dispose() => socket.Dispose();
}
