using System;
using System.Net;
using GameServer.Transport;

namespace GameServer.LoadTest.Swarm;

/// <summary>
/// A bot's own UDP socket, which asks the kernel for datagrams only when the event queue named it: a client polled because its input is due would otherwise pay
/// a system call to hear that nothing is there.
/// </summary>
internal sealed class BotSocket(UdpDatagramSocket socket) : IDatagramSocket
{
    /// <summary>Whether something may be waiting.</summary>
    public bool MayRead { get; set; }

    public Endpoint LocalEndpoint => socket.LocalEndpoint;

    public int Handle => socket.Handle;

    /// <summary>Datagrams the kernel refused to send.</summary>
    public long SendFailures => socket.SendFailures;

    /// <summary>Opens a socket of the server's address family on a port of its own.</summary>
    public static BotSocket OpenFor(IPEndPoint server)
    {
        IPAddress any = server.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any;
        return new BotSocket(UdpDatagramSocket.Bind(new IPEndPoint(any, 0), UdpSocketOptions.Small));
    }

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from)
    {
        if (MayRead && socket.TryReceive(out datagram, out from)) return true;
        datagram = default;
        from = default;
        MayRead = false;
        return false;
    }

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to) => socket.Send(datagram, to);

    public void Flush() => socket.Flush();

    public void Dispose() => socket.Dispose();
}
