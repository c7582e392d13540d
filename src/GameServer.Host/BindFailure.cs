using System.Net.Sockets;
using GameServer.Core;

namespace GameServer.Host;

/// <summary>Why the system does not let a port be listened on.</summary>
internal static class BindFailure
{
    /// <summary>The code and the reason in words.</summary>
    /// <param name="refused">What the system said; null when nobody wrapped it and the port was taken.</param>
    public static (ErrorCode Code, string Text) Of(SocketException? refused) => refused?.SocketErrorCode switch
    {
        null or SocketError.AddressAlreadyInUse => (ErrorCode.PortTaken, "the port is taken"),
        SocketError.AddressNotAvailable => (ErrorCode.AddressUnknown, "this machine does not have that address"),
        SocketError.AccessDenied => (ErrorCode.PortForbidden, "permission denied"),
        SocketError other => (ErrorCode.PortUnavailable, other.ToString()),
    };
}
