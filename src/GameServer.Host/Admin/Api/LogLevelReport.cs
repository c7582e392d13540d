using System.Collections.Generic;
using GameServer.Host.Logging;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Admin;

/// <summary>What is logged.</summary>
/// <param name="Level">The level that holds where nothing else is said.</param>
/// <param name="Players">Players with a level of their own, and until when.</param>
internal sealed record LogLevelReport(LogLevel Level, IReadOnlyList<PlayerLevel> Players)
{
    public static LogLevelReport Of(LogLevels levels) => new(levels.Node, levels.Players());
}
