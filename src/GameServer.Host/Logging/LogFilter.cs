using Microsoft.Extensions.Logging;

namespace GameServer.Host.Logging;

/// <summary>Which entries somebody wants to see.</summary>
/// <param name="Player">Only what is about this player, by id or name; null for everything.</param>
/// <param name="Level">Nothing less grave.</param>
internal sealed record LogFilter(string? Player = null, LogLevel Level = LogLevel.Trace)
{
    public bool Matches(LogEntry entry) => entry.Level >= Level && (Player is null || entry.IsAbout(Player));
}
