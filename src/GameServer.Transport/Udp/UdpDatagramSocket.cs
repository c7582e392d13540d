using System;
using System.Net;
using System.Net.Sockets;

namespace GameServer.Transport;

/// <summary>
/// A real UDP socket: batched system calls on Linux x64, the framework's calls elsewhere, chosen when it is opened and with the same behaviour. Never
/// blocks; what the kernel reports about single datagrams (unreachable ports, full buffers) is counted and otherwise ignored.
/// </summary>
public sealed class UdpDatagramSocket : IDatagramSocket
{
    private readonly Socket _socket;
    private readonly Udp.IUdpPath _path;

    private UdpDatagramSocket(Socket socket, UdpSocketOptions options)
    {
        _socket = socket;
        socket.Blocking = false;
        Udp.UdpSocketSetup.Prepare(socket, options);
        LocalEndpoint = Endpoint.From((IPEndPoint)socket.LocalEndPoint!);
        ReceiveBufferBytes = socket.ReceiveBufferSize;
        SendBufferBytes = socket.SendBufferSize;
        Warning = Udp.UdpSocketSetup.WarningOf(options, ReceiveBufferBytes, SendBufferBytes);
        _path = Udp.UdpSocketSetup.ChoosePath(socket, options);
    }

    public Endpoint LocalEndpoint { get; }

    /// <summary>The file descriptor (or system handle), for those who wait on many sockets at once.</summary>
    public int Handle => (int)_socket.Handle;

    /// <summary>True when the platform's batched calls are in use.</summary>
    public bool IsBatched => _path.IsBatched;

    /// <summary>What the kernel gave, by its own account.</summary>
    public int ReceiveBufferBytes { get; }

    public int SendBufferBytes { get; }

    /// <summary>One line for the operator when the kernel gave less than asked; otherwise null.</summary>
    public string? Warning { get; }

    /// <summary>Datagrams the kernel threw away because this socket was not read in time.</summary>
    public long KernelDrops => _path.KernelDrops;

    /// <summary>Datagrams the kernel refused to send: full buffers, unreachable networks.</summary>
    public long SendFailures => _path.SendFailures;

    /// <summary>
    /// What waits in the kernel now, to be read and to be sent, with the kernel's own overhead per datagram: to be compared with the buffers' sizes. From any thread. False
    /// where the kernel does not say.
    /// </summary>
    public bool TryReadQueues(out long receiveBytes, out long sendBytes)
    {
        receiveBytes = 0;
        sendBytes = 0;
#if NET
        return Udp.LinuxUdp.IsSupported && Udp.LinuxUdp.TryReadMemory((int)_socket.Handle, out receiveBytes, out sendBytes);
#else
        return false;
#endif
    }

    /// <summary>
    /// Binds to an address and port (0: any free one). <c>[::]</c> serves IPv6 and IPv4; on hosts without IPv6 it falls back to <c>0.0.0.0</c>. Throws <see
    /// cref="SocketException"/> when the port is taken.
    /// </summary>
    public static UdpDatagramSocket Bind(IPEndPoint local, UdpSocketOptions? options = null)
    {
        options ??= new UdpSocketOptions();
        if (local.AddressFamily == AddressFamily.InterNetwork) return Open(new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp), local, options);
        bool mayFallBack = local.Address.Equals(IPAddress.IPv6Any) && options.DualStack;
        if (Udp.UdpSocketSetup.TryOpenIPv6(options, out Socket? socket))
        {
            try
            {
                return Open(socket!, local, options);
            }
            catch (SocketException exception) when (mayFallBack && exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
            {
                // IPv6 is compiled in but switched off; IPv4 alone it is.
            }
        }
        else if (!mayFallBack)
        {
            throw new SocketException((int)SocketError.AddressFamilyNotSupported);
        }

        return Bind(new IPEndPoint(IPAddress.Any, local.Port), options);
    }

    public static UdpDatagramSocket Bind(Endpoint local, UdpSocketOptions? options = null) => Bind(local.ToIPEndPoint(), options);

    private static UdpDatagramSocket Open(Socket socket, IPEndPoint local, UdpSocketOptions options)
    {
        try
        {
            socket.Bind(local);
            return new UdpDatagramSocket(socket, options);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from) => _path.TryReceive(out datagram, out from);

    public bool TryPeek(int ahead, out Endpoint from) => _path.TryPeek(ahead, out from);

    public void Send(ReadOnlySpan<byte> datagram, in Endpoint to) => _path.Send(datagram, to);

    public void Flush() => _path.Flush();

    public void Dispose() => _socket.Dispose();
}
