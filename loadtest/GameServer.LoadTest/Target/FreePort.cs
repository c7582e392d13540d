using System;
using System.Net;
using System.Net.Sockets;

namespace GameServer.LoadTest.Target;

/// <summary>A UDP port for a server that dies and comes back: one of those that systems give out by themselves might be somebody's when it does.</summary>
internal static class FreePort
{
    private const int First = 20_000;    // below Linux's 32,768 and the 49,152 of others
    private const int Count = 10_000;
    private const int TriesMax = 100;

    /// <summary>One that was free a moment ago.</summary>
    /// <exception cref="SocketException">There is none to be had.</exception>
    public static int Find()
    {
        int offset = Environment.ProcessId * 97 % Count;   // processes that look at the same time look elsewhere
        for (int attempt = 1; ; attempt++)
        {
            int port = First + ((offset + attempt) % Count);
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException) when (attempt < TriesMax)
            {
                // Taken: the next one.
            }
        }
    }
}
