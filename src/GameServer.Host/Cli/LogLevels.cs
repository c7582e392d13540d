namespace GameServer.Host.Cli;

/// <summary>The levels of log events, least first.</summary>
internal static class LogLevels
{
    public static string[] All { get; } = ["trace", "debug", "information", "warning", "error", "critical", "none"];
}
