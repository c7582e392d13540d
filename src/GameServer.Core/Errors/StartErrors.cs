namespace GameServer.Core;

/// <summary>GS-7xxx: why the server does not start, or ends by itself.</summary>
internal static class StartErrors
{
    public static readonly ErrorInfo[] All =
    [
        new(ErrorCode.OptionOutOfRange, "An option has a value outside its range.",
            "Choose one in the range that the line names.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.OptionUnreadable, "An option's value cannot be read as what it has to be.",
            "Write it in the form that the line names.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.OptionsDisagree, "Two options exclude each other.",
            "Change one of those that the line names.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.OptionMissing, "An option that is needed is empty.",
            "Give the one that the line names.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.AdminNeedsToken, "The admin address can be reached from outside, and no token guards it.",
            "Add --admin-token ROLE:TOKEN, or listen on 127.0.0.1.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.OptionUnknown, "A file or the environment holds an option that there is not.",
            "Correct its name as the line suggests, or take it away.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.GameNotFound, "There is no such game.",
            "Put the game's assembly beside the executable, or give its path with --game.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.GameNotAnAssembly, "The game's file is not a .NET assembly.",
            "Name the assembly that the game's project builds.", ErrorAudience.Operator | ErrorAudience.Developer, ErrorPlaces.Line),
        new(ErrorCode.GameModuleMissing, "The assembly declares no game.",
            "Add [assembly: GameModule(…)] to the game's project.", ErrorAudience.Developer, ErrorPlaces.Line),
        new(ErrorCode.GameModeUnknown, "The game has no such mode.",
            "Choose one of those that the line lists.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.GameTypeUnusable, "The type that the assembly declares is not a game that can be made.",
            "Implement IGame, with a public constructor (int tickRateHz).", ErrorAudience.Developer, ErrorPlaces.Line),
        new(ErrorCode.PortTaken, "Another process listens on the port.",
            "Stop it, or choose another port (--port, --admin).", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.AddressUnknown, "This machine does not have the address.",
            "Choose one of the machine's own (--bind, --admin); :: is all of them.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.PortForbidden, "The system does not let this user listen on the port.",
            "Choose a port from 1024 on, or grant the right.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.PortUnavailable, "The port cannot be listened on.",
            "The line has the system's own reason.", ErrorAudience.Operator, ErrorPlaces.Line),
        new(ErrorCode.InvariantBroken, "Something that must hold does not; the server stopped rather than go on wrongly.",
            "Start it again: rooms resume. Report the line, and keep the data folder.", ErrorAudience.Developer | ErrorAudience.Operator, ErrorPlaces.Line),
    ];
}
