#if !NET
using System;
using System.Net;
using System.Net.Sockets;

namespace GameServer.Transport.Udp;

/// <summary>The only calls netstandard2.1 has; they allocate an address per datagram, which a game client with one server can bear.</summary>
internal sealed class PlainUdpPath(Socket socket) : IUdpPath
{
    private readonly byte[] _buffer = new byte[TransportLimits.DatagramBytes + 1];
    private readonly byte[] _sendBuffer = new byte[TransportLimits.DatagramBytes];
    private readonly bool _isIPv6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
    private EndPoint _anyone = socket.AddressFamily == AddressFamily.InterNetworkV6 ? new IPEndPoint(IPAddress.IPv6Any, 0) : new IPEndPoint(IPAddress.Any, 0);
    private Endpoint _lastTo;
    private IPEndPoint? _lastToEndPoint;

    public bool IsBatched => false;

    public long KernelDrops => 0;

    public long SendFailures { get; private set; }

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from)
    {
        datagram = default;
        from = default;
        for (int attempt = 0; attempt < 16; attempt++)
        {
            try
            {
                if (!socket.Poll(0, SelectMode.SelectRead)) return false;
                int length = socket.ReceiveFrom(_buffer, ref _anyone);
                datagram = _buffer.AsSpan(0, length);
                from = Endpoint.From((IPEndPoint)_anyone);
                return true;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.WouldBlock)
            {
                return false;
            }
            catch (SocketException)
            {
                // An ICMP message about somebody's earlier datagram: that is what timeouts are for.
            }
        }

        return false;
    }

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to)
    {
        if (_lastToEndPoint is null || _lastTo != to)
        {
            _lastTo = to;
            _lastToEndPoint = to.ToIPEndPoint();
            if (_isIPv6) _lastToEndPoint.Address = _lastToEndPoint.Address.MapToIPv6();
        }

        datagram.CopyTo(_sendBuffer);
        try
        {
            socket.SendTo(_sendBuffer, 0, datagram.Length, SocketFlags.None, _lastToEndPoint);
        }
        catch (SocketException)
        {
            SendFailures++;
        }
    }

    public void Flush()
    {
        // Every datagram left when it was sent.
    }
}
#endif
