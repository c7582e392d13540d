using Microsoft.Extensions.Logging;

namespace GameServer.Host.Admin;

/// <summary>From which level on things are logged.</summary>
/// <param name="Level">trace, debug, information, warning, error or critical.</param>
internal sealed record LogLevelBody(LogLevel Level) : IAdminBody;
