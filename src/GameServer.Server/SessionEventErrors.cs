using GameServer.Core;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>Session events as codes of the <see cref="ErrorCatalogue"/>: what the log, the metrics and the players' timelines name them by.</summary>
public static class SessionEventErrors
{
    /// <summary>The code of an event; <see cref="ErrorCode.None"/> for one that nobody need worry about.</summary>
    public static ErrorCode Code(this in SessionEvent happened) => happened.Kind switch
    {
        SessionEventKind.Disconnected when happened.Reason == (int)DisconnectReason.LimitExceeded => ErrorCode.ConnectionLimitExceeded,
        SessionEventKind.Refused or SessionEventKind.ResumeRefused => ((RefusalReason)happened.Reason).Code(),
        SessionEventKind.CommandRefused => ((CommandRefusalReason)happened.Reason).Code(),
        SessionEventKind.ProfileMissing => ErrorCode.ProfileUnavailable,
        SessionEventKind.Resynced => ErrorCode.HashMismatch,
        SessionEventKind.ContentRefused => ErrorCode.ContentRefusedByClient,
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
}
