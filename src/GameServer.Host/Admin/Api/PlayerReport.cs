using System.Collections.Generic;
using GameServer.Host.Operating;

namespace GameServer.Host.Admin;

/// <summary>One player, for whoever helps them.</summary>
/// <param name="Id">The player across sessions.</param>
/// <param name="Seat">Seat, connection and its quality; null when the player has no seat now.</param>
/// <param name="LogLevel">What is logged of the player: trace, debug, information, warning, error or critical.</param>
/// <param name="Timeline">What happened to the player lately, oldest first.</param>
internal sealed record PlayerReport(string Id, PlayerView? Seat, Microsoft.Extensions.Logging.LogLevel LogLevel, IReadOnlyList<TimelineView> Timeline);
