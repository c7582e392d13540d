using System.Threading;
using System.Threading.Tasks;
using GameServer.Host.Operating;

namespace GameServer.Host.Dashboard.Actions;

/// <summary>Forms by which the server leaves, or stays.</summary>
internal sealed class DrainActions(Operations operations)
{
    public Task<FormResult> BeginAsync(FormFields fields, CancellationToken cancel)
    {
        if (!fields.TryReadNumber("minutes", out int minutes) || minutes > DrainControl.LimitSecondsMax / 60) return FormResult.Invalid("A limit of 0 to 1,440 minutes is needed.");
        return FormResult.Of(operations.DrainAsync(minutes * 60, fields["redirect"].Trim(), fields["message"].Trim(), cancel), drain => $"The server leaves: {Figure.Count(drain.Players, "player")} still here.");
    }

    public Task<FormResult> CancelAsync(FormFields fields, CancellationToken cancel) => FormResult.Of(operations.CancelDrainAsync(cancel), _ => "The server stays, and lets players in again.");
}
