namespace GameServer.Core;

/// <summary>GS-8xxx: what only the client SDK sees.</summary>
internal static class SdkErrors
{
    public static readonly ErrorInfo[] All =
    [
        new(ErrorCode.NoAnswer, "The server never answered.",
            "Check address, port and firewalls, and whether the server runs.", ErrorAudience.Player | ErrorAudience.Operator, ErrorPlaces.Sdk),
        new(ErrorCode.ConnectRejected, "The server refused the connection and said nothing that this client can read.",
            "The text beside the code, if any, is the server's.", ErrorAudience.Player, ErrorPlaces.Sdk),
        new(ErrorCode.TransportVersionDiffers, "The server speaks another version of the transport.",
            "Update the older of the two.", ErrorAudience.Player | ErrorAudience.Developer, ErrorPlaces.Sdk),
        new(ErrorCode.ServerSilentToClient, "The server fell silent, and the client did not find its way back.",
            "Check the player's network; connect again.", ErrorAudience.Player, ErrorPlaces.Sdk),
        new(ErrorCode.ServerClosed, "The server ended the connection without a word.",
            "Connect again.", ErrorAudience.Player, ErrorPlaces.Sdk),
        new(ErrorCode.ServerForgot, "The server does not know this connection any more, as after a restart, and the client did not find its way back.",
            "Connect again.", ErrorAudience.Player, ErrorPlaces.Sdk),
        new(ErrorCode.MessageUnreadable, "A reliable message of the server's could not be read.",
            "Use the SDK of the server's version.", ErrorAudience.Developer, ErrorPlaces.Sdk),
        new(ErrorCode.ServerSchemaUnreadable, "The server's declaration of the game could not be read.",
            "Update the client.", ErrorAudience.Player | ErrorAudience.Developer, ErrorPlaces.Sdk),
        new(ErrorCode.CommandLost, "The session ended before a command's result came; whether it took effect is not known.",
            "Look at what it would have changed, and decide whether to send it again.", ErrorAudience.Developer, ErrorPlaces.Sdk),
    ];
}
