namespace GameServer.Core;

/// <summary>GS-1xxx: why a connection or a join is refused.</summary>
internal static class ConnectionErrors
{
    private const ErrorPlaces Refused = ErrorPlaces.Sdk | ErrorPlaces.Log | ErrorPlaces.Metric;
    private const ErrorPlaces RefusedPlayer = Refused | ErrorPlaces.Timeline;

    public static readonly ErrorInfo[] All =
    [
        new(ErrorCode.ConnectKeyWrong, "The client sent another connect key than the server's.",
            "Give client and server the same key (ConnectKey, --key).", ErrorAudience.Developer | ErrorAudience.Operator, Refused),
        new(ErrorCode.ServerNotAdmitting, "The server is about to leave and takes nobody in.",
            "Connect to another server.", ErrorAudience.Player, Refused),
        new(ErrorCode.JoinMalformed, "The join request cannot be read.",
            "Use the SDK of the server's version, or compare the bytes with PROTOCOL.md.", ErrorAudience.Developer, Refused),
        new(ErrorCode.ProtocolVersionDiffers, "Client and server speak different versions of the protocol.",
            "Update the older of the two.", ErrorAudience.Player | ErrorAudience.Developer, RefusedPlayer),
        new(ErrorCode.SchemaUnreadable, "The client plays another game, or cannot read the server's declaration of this one.",
            "Connect to a server of this game, or update the client.", ErrorAudience.Player | ErrorAudience.Developer, RefusedPlayer),
        new(ErrorCode.RoomNotFound, "There is no such room.",
            "Ask for a room that exists; rooms are dealt out over the shards' ports.", ErrorAudience.Developer | ErrorAudience.Operator, RefusedPlayer | ErrorPlaces.Api),
        new(ErrorCode.RoomFull, "The room has no free seat.",
            "Try another room, or start the server with more seats (--players-per-room).", ErrorAudience.Player | ErrorAudience.Operator, RefusedPlayer | ErrorPlaces.Api),
        new(ErrorCode.PlayerIdInvalid, "The player id is too long, has control characters in it, or begins as only the server's own do.",
            "Send an id of at most 64 bytes of text, or none.", ErrorAudience.Developer, RefusedPlayer | ErrorPlaces.Api),
        new(ErrorCode.ProfileUnavailable, "The player's record could not be read in time.",
            "Try again later. Operators: see the health of the player store; --without-profile admit lets players in without it.",
            ErrorAudience.Player | ErrorAudience.Operator, RefusedPlayer),
        new(ErrorCode.JoinTimeout, "Nothing asked for a seat on this connection in time.",
            "Send a join request once connected.", ErrorAudience.Developer, Refused),
        new(ErrorCode.PlayerBanned, "The player is banned from this server.",
            "Wait until the ban ends, or ask the operator, who can lift it.", ErrorAudience.Player | ErrorAudience.Operator, RefusedPlayer),
        new(ErrorCode.RefusalUnknown, "The server refused for a reason that this client is too old to know.",
            "Update the client; the text beside the code is the server's.", ErrorAudience.Developer, ErrorPlaces.Sdk),
    ];
}
