using System;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Logging;
using Microsoft.Extensions.Logging;

namespace GameServer.Host.Dashboard.Actions;

/// <summary>Forms about what is logged.</summary>
internal sealed class LogActions(LogLevels levels)
{
    public Task<FormResult> SetPlayerLevelAsync(FormFields fields, CancellationToken cancel)
    {
        if (!Enum.TryParse(fields["level"], ignoreCase: true, out LogLevel level) || level is < LogLevel.Trace or >= LogLevel.None) return FormResult.Invalid("A level from trace to critical is needed.");
        if (!fields.TryReadNumber("minutes", out int minutes) || minutes is 0 || minutes > LogLevels.DurationMax.TotalMinutes) return FormResult.Invalid("A time of 1 to 1,440 minutes is needed.");
        return Task.FromResult(levels.TrySet(fields["player"], level, TimeSpan.FromMinutes(minutes)) is { } set
            ? new FormResult($"Until {Figure.Time(set.UntilUtc)} everything from {level.ToString().ToLowerInvariant()} on is logged of {set.Player}.")
            : new FormResult($"{LogLevels.PlayersMax} players have a level of their own already; wait until one ends.", ErrorCode.ServerBusy));
    }
}
