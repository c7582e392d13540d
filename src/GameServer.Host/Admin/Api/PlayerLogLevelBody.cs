using Microsoft.Extensions.Logging;

namespace GameServer.Host.Admin;

/// <summary>From which level on things are logged of one player, for a while.</summary>
/// <param name="Level">trace, debug, information, warning, error or critical.</param>
/// <param name="Seconds">For how long: 1 to 86,400.</param>
internal sealed record PlayerLogLevelBody(LogLevel Level, int Seconds) : IAdminBody;
