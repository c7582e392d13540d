using System;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Logging;

/// <summary>What is logged of one player for a while.</summary>
internal sealed record PlayerLevel(string Player, LogLevel Level, DateTime UntilUtc);
