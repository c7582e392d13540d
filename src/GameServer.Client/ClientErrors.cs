using GameServer.Core;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.Client;

/// <summary>The ends of a connection in the words of the SDK.</summary>
internal static class ClientErrors
{
    /// <summary>Why the client is closed when it does not come back.</summary>
    public static ClientCloseReason CloseReasonOf(DisconnectReason reason) => reason switch
    {
        DisconnectReason.ConnectionFailed => ClientCloseReason.ConnectionFailed,
        DisconnectReason.ConnectionRejected or DisconnectReason.InvalidProtocol => ClientCloseReason.ConnectionRejected,
        DisconnectReason.Timeout => ClientCloseReason.TimedOut,
        _ => ClientCloseReason.ServerClosed,
    };

    /// <summary>Why the client is closed after a goodbye.</summary>
    public static ClientCloseReason CloseReasonOf(FarewellReason farewell) => farewell switch
    {
        FarewellReason.TakenOver => ClientCloseReason.TakenOver,
        FarewellReason.Kicked => ClientCloseReason.Kicked,
        FarewellReason.Banned => ClientCloseReason.Banned,
        FarewellReason.Moved or FarewellReason.Draining => ClientCloseReason.SentElsewhere,
        _ => ClientCloseReason.ServerClosed,
    };

    /// <summary>What has happened; a server's own code, at the beginning of what it said, comes first.</summary>
    /// <param name="reason">As the transport sees it.</param>
    /// <param name="text">What the server said; empty for nothing.</param>
    public static ErrorCode CodeOf(DisconnectReason reason, string text)
    {
        if (ErrorCatalogue.TryRead(text, out ErrorCode told)) return told;
        return reason switch
        {
            DisconnectReason.ConnectionFailed => ErrorCode.NoAnswer,
            DisconnectReason.ConnectionRejected => ErrorCode.ConnectRejected,
            DisconnectReason.InvalidProtocol => ErrorCode.TransportVersionDiffers,
            DisconnectReason.Timeout => ErrorCode.ServerSilentToClient,
            DisconnectReason.PeerNotFound => ErrorCode.ServerForgot,
            DisconnectReason.LimitExceeded => ErrorCode.ConnectionLimitExceeded,
            _ => ErrorCode.ServerClosed,
        };
    }
}
