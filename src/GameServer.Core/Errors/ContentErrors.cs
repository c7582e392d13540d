namespace GameServer.Core;

/// <summary>GS-4xxx: content.</summary>
internal static class ContentErrors
{
    private const ErrorPlaces Answered = ErrorPlaces.Api | ErrorPlaces.Metric;

    public static readonly ErrorInfo[] All =
    [
        new(ErrorCode.ContentInvalid, "Files of content are not what the game declares.",
            "Mend what the answer or the line lists, with file and line, and publish again. Nothing was changed.", ErrorAudience.Operator | ErrorAudience.Developer, Answered | ErrorPlaces.Line),
        new(ErrorCode.ContentVersionUnknown, "No such version of content is kept.",
            "gameserver content versions lists those that are.", ErrorAudience.Operator, Answered),
        new(ErrorCode.ContentNothingToChange, "There is no version before this one to go back to, or the schedule is full.",
            "Name the version to go back to, or take events off the schedule by rolling their version back.", ErrorAudience.Operator, Answered),
        new(ErrorCode.ContentNotDeclared, "The game declares no content.",
            "Start without --content; a game's developer declares content with ContentDeclarationBuilder.", ErrorAudience.Operator | ErrorAudience.Developer, ErrorPlaces.Api | ErrorPlaces.Metric | ErrorPlaces.Line),
        new(ErrorCode.ContentStoreFailing, "The versions of content cannot be read or written.",
            "Look at the disk under the data folder. Rooms go on with what they have.", ErrorAudience.Operator, Answered | ErrorPlaces.Line),
        new(ErrorCode.ContentRefusedByClient, "A client's build cannot accept the values of a change of content, and plays on with those before.",
            "If it happens to many, roll the change back, or publish it when that build is gone.", ErrorAudience.Operator | ErrorAudience.Developer, ErrorPlaces.Log | ErrorPlaces.Metric | ErrorPlaces.Timeline),
    ];
}
