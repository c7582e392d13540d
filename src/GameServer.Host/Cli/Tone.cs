namespace GameServer.Host.Cli;

/// <summary>How a cell of a table feels; colours, where there are any.</summary>
internal enum Tone
{
    Plain,
    Good,
    Warning,
    Bad,
}
