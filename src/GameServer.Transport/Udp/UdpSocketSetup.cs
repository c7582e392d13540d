#if NET
using System;
#endif
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GameServer.Transport.Udp;

/// <summary>What has to be said to the kernel about a socket before it is used.</summary>
internal static class UdpSocketSetup
{
    // Windows reports an unreachable port by failing the next receive; this control code turns that off.
    private const int WindowsUdpConnectionReset = -1744830452;

    /// <summary>False where the host has no IPv6 at all, or has it switched off.</summary>
    public static bool TryOpenIPv6(UdpSocketOptions options, out Socket? socket)
    {
        socket = null;
        if (!Socket.OSSupportsIPv6) return false;
        try
        {
            socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { DualMode = options.DualStack };
            return true;
        }
        catch (SocketException)
        {
            socket?.Dispose();
            socket = null;
            return false;
        }
    }

    public static void Prepare(Socket socket, UdpSocketOptions options)
    {
        if (options.ReceiveBufferBytes > 0) socket.ReceiveBufferSize = options.ReceiveBufferBytes;
        if (options.SendBufferBytes > 0) socket.SendBufferSize = options.SendBufferBytes;
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            socket.IOControl(WindowsUdpConnectionReset, [0, 0, 0, 0], null);
            return;
        }

#if NET
        if (OperatingSystem.IsLinux()) LinuxUdp.ForceBuffers(socket, options);
#endif
    }

    public static string? WarningOf(UdpSocketOptions options, int receiveBytes, int sendBytes)
    {
        // Linux reports twice what it was asked for: half of it is its own bookkeeping.
        bool isReceiveShort = receiveBytes < options.ReceiveBufferBytes;
        bool isSendShort = sendBytes < options.SendBufferBytes;
        if (!isReceiveShort && !isSendShort) return null;
        return $"The kernel gave socket buffers of {receiveBytes / 1024} KiB in and {sendBytes / 1024} KiB out where {options.ReceiveBufferBytes / 1024} and "
            + $"{options.SendBufferBytes / 1024} were asked for; raise net.core.rmem_max and net.core.wmem_max.";
    }

    public static IUdpPath ChoosePath(Socket socket, UdpSocketOptions options)
    {
#if NET
        if (!options.ForcePortable && LinuxUdp.IsSupported) return new LinuxUdpPath(socket, options);
        return new PortableUdpPath(socket);
#else
        return new PlainUdpPath(socket);
#endif
    }
}
