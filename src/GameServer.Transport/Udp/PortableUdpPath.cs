#if NET
using System;
using System.Net.Sockets;

namespace GameServer.Transport.Udp;

/// <summary>One datagram per call through the framework, with raw socket addresses so that nothing is allocated.</summary>
internal sealed class PortableUdpPath : IUdpPath
{
    private readonly Socket _socket;
    private readonly bool _isIPv6;
    private readonly byte[] _buffer = new byte[TransportLimits.DatagramBytes + 1];
    private readonly System.Net.SocketAddress _from;
    private readonly System.Net.SocketAddress _to;

    public PortableUdpPath(Socket socket)
    {
        _socket = socket;
        _isIPv6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        _from = new System.Net.SocketAddress(socket.AddressFamily);
        _to = new System.Net.SocketAddress(socket.AddressFamily);
    }

    public bool IsBatched => false;

    public long KernelDrops => 0;

    public long SendFailures { get; private set; }

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from)
    {
        datagram = default;
        from = default;

        // Errors of earlier sends come out here one by one; a bounded number of them is skipped.
        for (int attempt = 0; attempt < 16; attempt++)
        {
            try
            {
                if (!_socket.Poll(0, SelectMode.SelectRead)) return false;
                int length = _socket.ReceiveFrom(_buffer, SocketFlags.None, _from);
                datagram = _buffer.AsSpan(0, length);
                return SocketAddressCodec.TryRead(_from.Buffer.Span[.._from.Size], _isIPv6, out from);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.MessageSize)
            {
                // Windows: longer than the buffer. Reported like any other datagram that is too long.
                datagram = _buffer;
                return SocketAddressCodec.TryRead(_from.Buffer.Span[.._from.Size], _isIPv6, out from);
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
        if (SocketAddressCodec.WriteAfterFamily(_to.Buffer.Span, _isIPv6, to) == 0)
        {
            SendFailures++;
            return;
        }

        try
        {
            _socket.SendTo(datagram, SocketFlags.None, _to);
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
