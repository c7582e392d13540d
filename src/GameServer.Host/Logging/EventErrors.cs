using GameServer.Core;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Transport;

namespace GameServer.Host.Logging;

/// <summary>What happened to a player as a code of the catalogue, the same that the player's client was told.</summary>
internal static class EventErrors
{
    public static ErrorCode CodeOf(in SessionEvent happened) => happened.Kind switch
    {
        SessionEventKind.Disconnected => Of((DisconnectReason)happened.Reason),
        SessionEventKind.Refused or SessionEventKind.ResumeRefused => ((RefusalReason)happened.Reason).Code(),
        SessionEventKind.CommandRefused => ((CommandRefusalReason)happened.Reason).Code(),
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

    // Silence is told of as an interruption, where there was a seat to lose.
    private static ErrorCode Of(DisconnectReason reason) => reason == DisconnectReason.LimitExceeded ? ErrorCode.ConnectionLimitExceeded : ErrorCode.None;
}
