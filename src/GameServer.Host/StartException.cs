using System;
using System.Net.Sockets;

namespace GameServer.Host;

/// <summary>The server cannot start, for a reason an operator can mend; the message is for them.</summary>
internal sealed class StartException(string message, int exitCode = ExitCode.CannotStart) : Exception(message)
{
    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Why an address or port cannot be had, in the operator's words.</summary>
    public static string Reason(SocketException refused) => refused.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "the port is taken",
        SocketError.AddressNotAvailable => "this machine does not have that address",
        SocketError.AccessDenied => "permission denied",
        _ => refused.SocketErrorCode.ToString(),
    };
}
