using GameServer.Core;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>What is wrong when something happens to a player, in the codes of the <see cref="ErrorCatalogue"/>.</summary>
internal static class SessionEventCodes
{
    /// <returns><see cref="ErrorCode.None"/> for what is as it should be.</returns>
    public static ErrorCode CodeOf(SessionEventKind kind, int reason) => kind switch
    {
        SessionEventKind.Disconnected => CodeOf((DisconnectReason)reason),
        SessionEventKind.Refused or SessionEventKind.ResumeRefused => ((RefusalReason)reason).Code(),
        SessionEventKind.CommandRefused => ((CommandRefusalReason)reason).Code(),
        SessionEventKind.Resynced => ErrorCode.HashMismatch,
        SessionEventKind.ProfileMissing => ErrorCode.ProfileUnavailable,
        SessionEventKind.Interrupted => ErrorCode.ConnectionLost,
        SessionEventKind.TakenOver => ErrorCode.TakenOver,
        SessionEventKind.GraceOver => ErrorCode.GraceExpired,
        SessionEventKind.Kicked => ErrorCode.PlayerKicked,
        SessionEventKind.Banned => ErrorCode.PlayerBanned,
        SessionEventKind.Moved => ErrorCode.PlayerMoved,
        SessionEventKind.Stopped => ErrorCode.ServerStopping,
        SessionEventKind.RoomClosed => ErrorCode.RoomClosed,
        _ => ErrorCode.None,
    };

    private static ErrorCode CodeOf(DisconnectReason reason) => reason switch
    {
        DisconnectReason.Timeout => ErrorCode.ConnectionLost,
        DisconnectReason.LimitExceeded => ErrorCode.ConnectionLimitExceeded,
        _ => ErrorCode.None,   // one of the two ends wanted it, and said why before
    };
}
