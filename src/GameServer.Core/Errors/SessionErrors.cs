namespace GameServer.Core;

/// <summary>GS-2xxx: why a player does not come back to a seat, or loses it.</summary>
internal static class SessionErrors
{
    private const ErrorPlaces Told = ErrorPlaces.Sdk | ErrorPlaces.Log | ErrorPlaces.Metric | ErrorPlaces.Timeline;
    private const ErrorPlaces Noticed = ErrorPlaces.Log | ErrorPlaces.Metric | ErrorPlaces.Timeline;
    private const string AskAnew = "The SDK asks for a new seat by itself.";

    public static readonly ErrorInfo[] All =
    [
        new(ErrorCode.ResumeTokenInvalid, "The resume token is not one that this server signed.",
            AskAnew + " Operators: a server that lost its data folder has lost its secret too.", ErrorAudience.Developer | ErrorAudience.Operator, Told),
        new(ErrorCode.ResumeTokenSpent, "The resume token was used before.",
            "Keep the newest ticket. " + AskAnew, ErrorAudience.Developer, Told),
        new(ErrorCode.ResumeTokenOfOtherPlayer, "The resume token belongs to another player.",
            "Send the player id that the ticket names. " + AskAnew, ErrorAudience.Developer, Told),
        new(ErrorCode.ResumeTokenOfOtherRoom, "The resume token is for another room.",
            "Ask for the room that the ticket names. " + AskAnew, ErrorAudience.Developer, Told),
        new(ErrorCode.ResumeTokenOfOtherServer, "The resume token is for another server.",
            "Connect to the server that gave it (--node). " + AskAnew, ErrorAudience.Developer | ErrorAudience.Operator, Told),
        new(ErrorCode.SeatGivenUp, "The seat that the resume token is for was given up.",
            AskAnew + " --grace-seconds says how long seats are kept.", ErrorAudience.Player, Told),
        new(ErrorCode.GraceExpired, "The connection was lost, and the player did not come back within the grace time.",
            "Join again. --grace-seconds says how long seats are kept.", ErrorAudience.Player, Noticed),
        new(ErrorCode.ServerStopping, "The server is stopping.",
            "Wait for it to come back, or connect to another.", ErrorAudience.Player, Told),
        new(ErrorCode.RoomClosed, "The room has ended.",
            "Join another room.", ErrorAudience.Player, Told),
        new(ErrorCode.ProtocolViolation, "The server ended the session because the client broke the protocol.",
            "Use the SDK of the server's version, or compare the bytes with PROTOCOL.md.", ErrorAudience.Developer, ErrorPlaces.Sdk),
        new(ErrorCode.TakenOver, "The same player logged in elsewhere and has the seat now.",
            "Nothing, if it was you; otherwise secure the account.", ErrorAudience.Player, Told),
        new(ErrorCode.PlayerKicked, "An operator sent the player away.",
            "Read the text beside the code; joining again is possible.", ErrorAudience.Player, Told),
        new(ErrorCode.PlayerMoved, "An operator moved the player to another room.",
            "The SDK follows by itself.", ErrorAudience.Player, Told),
        new(ErrorCode.ServerDraining, "The server is emptied before it stops.",
            "Go where the text beside the code says, or connect to another server.", ErrorAudience.Player, Told),
        new(ErrorCode.ConnectionLost, "Nothing was heard from the player for the disconnect timeout, or the connection ended without a goodbye; the seat is kept for the grace time.",
            "The SDK comes back by itself. Many at once: look at the server's network.", ErrorAudience.Operator, Noticed),
        new(ErrorCode.ConnectionLimitExceeded, "A connection was ended because it broke a limit of the transport: queue, fragments or flood.",
            "See the transport's drop counters; clients of other makes must keep the limits in PROTOCOL.md.", ErrorAudience.Developer | ErrorAudience.Operator, Noticed),
        new(ErrorCode.HashMismatch, "A client's view differs from what the server sent, as their state hashes say.",
            "The view is sent anew by itself. More than a rare one is a bug of the client's build or of this server: keep the log and report it.",
            ErrorAudience.Developer | ErrorAudience.Operator, Told),
        new(ErrorCode.PlayerNotFound, "No player by that id is on this server.",
            "Look for the player in the list of players; who was here before may have left.", ErrorAudience.Operator, ErrorPlaces.Api),
        new(ErrorCode.PlayerAmbiguous, "Several players have that name.",
            "Say which by id.", ErrorAudience.Operator, ErrorPlaces.Api),
        new(ErrorCode.FarewellUnknown, "The server said goodbye for a reason that this client is too old to know.",
            "Update the client; the text beside the code is the server's.", ErrorAudience.Developer, ErrorPlaces.Sdk),
    ];
}
