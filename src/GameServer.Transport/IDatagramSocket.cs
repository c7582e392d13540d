using System;

namespace GameServer.Transport;

/// <summary>
/// The only way bytes enter or leave: <c>UdpDatagramSocket</c> in production, <c>SimulatedNetwork.Bind(…)</c> everywhere else. Owned by one thread; nothing
/// here blocks and nothing throws, because loss is normal on this side of the wire.
/// </summary>
public interface IDatagramSocket : IDisposable
{
    /// <summary>Where peers reach this socket; the port is the one really bound.</summary>
    Endpoint LocalEndpoint { get; }

    /// <summary>Takes the next waiting datagram. The span is valid until the next call on this socket.</summary>
    bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from);

    /// <summary>
    /// Who sent a datagram that waits behind the one taken last: <paramref name="ahead"/> is 0 for the next. False for what this socket does not hold yet, or cannot tell.
    /// </summary>
    bool TryPeek(int ahead, out Endpoint from)
    {
        from = default;
        return false;
    }

    /// <summary>Copies the datagram and sends it now or at the next <see cref="Flush"/>. At most <see cref="TransportLimits.DatagramBytes"/> bytes.</summary>
    void Send(ReadOnlySpan<byte> datagram, in Endpoint to);

    /// <summary>Hands everything queued to the network.</summary>
    void Flush();
}
