namespace GameServer.Core;

/// <summary>GS-3xxx: what players and games ask for and do not get.</summary>
internal static class CommandErrors
{
    private const ErrorPlaces Noticed = ErrorPlaces.Log | ErrorPlaces.Metric | ErrorPlaces.Timeline;

    public static readonly ErrorInfo[] All =
    [
        new(ErrorCode.CommandsTooMany, "A client sent more commands than may be without a result.",
            "Wait for results before sending more. The SDK does, and sends what was refused again.", ErrorAudience.Developer, Noticed),
        new(ErrorCode.CommandOutOfOrder, "A client sent a command although one before it is missing.",
            "Send commands in order, and again from the number that the refusal names. The SDK does.", ErrorAudience.Developer, Noticed),
        new(ErrorCode.PromiseRefused, "A game promised a player's record more than a room's outbox holds.",
            "See the health of the player store, and promise less per second.", ErrorAudience.Developer | ErrorAudience.Operator, ErrorPlaces.Log | ErrorPlaces.Metric),
    ];
}
