using GameServer.Core;

namespace GameServer.Replication;

/// <summary>The reasons of control messages as codes of the <see cref="ErrorCatalogue"/>: the only place that says which is which, for both ends of the wire.</summary>
public static class MessageErrors
{
    /// <summary>The code of a refusal; <see cref="ErrorCode.RefusalUnknown"/> for a reason that came from a newer server.</summary>
    public static ErrorCode Code(this RefusalReason reason) => reason switch
    {
        RefusalReason.Malformed => ErrorCode.JoinMalformed,
        RefusalReason.ProtocolVersion => ErrorCode.ProtocolVersionDiffers,
        RefusalReason.Schema => ErrorCode.SchemaUnreadable,
        RefusalReason.RoomNotFound => ErrorCode.RoomNotFound,
        RefusalReason.RoomFull => ErrorCode.RoomFull,
        RefusalReason.Draining => ErrorCode.ServerNotAdmitting,
        RefusalReason.PlayerId => ErrorCode.PlayerIdInvalid,
        RefusalReason.TokenInvalid => ErrorCode.ResumeTokenInvalid,
        RefusalReason.TokenSpent => ErrorCode.ResumeTokenSpent,
        RefusalReason.TokenOfOtherPlayer => ErrorCode.ResumeTokenOfOtherPlayer,
        RefusalReason.TokenOfOtherRoom => ErrorCode.ResumeTokenOfOtherRoom,
        RefusalReason.TokenOfOtherNode => ErrorCode.ResumeTokenOfOtherServer,
        RefusalReason.SessionEnded => ErrorCode.SeatGivenUp,
        RefusalReason.ProfileUnavailable => ErrorCode.ProfileUnavailable,
        RefusalReason.Banned => ErrorCode.PlayerBanned,
        _ => ErrorCode.RefusalUnknown,
    };

    /// <summary>The code of a goodbye; <see cref="ErrorCode.FarewellUnknown"/> for a reason that came from a newer server.</summary>
    public static ErrorCode Code(this FarewellReason reason) => reason switch
    {
        FarewellReason.ServerStopping => ErrorCode.ServerStopping,
        FarewellReason.RoomClosed => ErrorCode.RoomClosed,
        FarewellReason.JoinTimeout => ErrorCode.JoinTimeout,
        FarewellReason.ProtocolViolation => ErrorCode.ProtocolViolation,
        FarewellReason.TakenOver => ErrorCode.TakenOver,
        FarewellReason.SessionEnded => ErrorCode.GraceExpired,
        FarewellReason.Kicked => ErrorCode.PlayerKicked,
        FarewellReason.Banned => ErrorCode.PlayerBanned,
        FarewellReason.Moved => ErrorCode.PlayerMoved,
        FarewellReason.Draining => ErrorCode.ServerDraining,
        _ => ErrorCode.FarewellUnknown,
    };

    /// <summary>The code of a command that was not taken.</summary>
    public static ErrorCode Code(this CommandRefusalReason reason) => reason == CommandRefusalReason.TooMany ? ErrorCode.CommandsTooMany : ErrorCode.CommandOutOfOrder;
}
