using System;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Host.Operating;

namespace GameServer.Host.Dashboard.Actions;

/// <summary>Forms about one player.</summary>
internal sealed class PlayerActions(Operations operations)
{
    private static readonly string s_reasonNeeded = FormattableString.Invariant($"A reason of 1 to {Operations.ReasonBytesMax} bytes is needed, in one line.");

    public Task<FormResult> KickAsync(FormFields fields, CancellationToken cancel) => fields.TryReadText("reason", Operations.ReasonBytesMax, out string reason)
        ? FormResult.Of(operations.KickAsync(fields["player"], reason, cancel), player => $"{player.Name} was kicked, and told why.")
        : FormResult.Invalid(s_reasonNeeded);

    public Task<FormResult> MoveAsync(FormFields fields, CancellationToken cancel) => fields.TryReadNumber("room", out int room)
        ? FormResult.Of(operations.MoveAsync(fields["player"], room, cancel), player => $"{player.Name} is on the way to room {room}.")
        : FormResult.Invalid("The number of a room is needed.");

    public Task<FormResult> MessageAsync(FormFields fields, CancellationToken cancel) => fields.TryReadText("text", Operations.MessageBytesMax, out string text)
        ? FormResult.Of(operations.MessagePlayerAsync(fields["player"], text, cancel), RoomActions.Told)
        : FormResult.Invalid(RoomActions.TextNeeded);

    public Task<FormResult> BanAsync(FormFields fields, CancellationToken cancel)
    {
        if (!fields.TryReadText("reason", Operations.ReasonBytesMax, out string reason)) return FormResult.Invalid(s_reasonNeeded);
        int? seconds = fields.TryReadNumber("seconds", out int span) && span > 0 ? span : null;   // 0: for good
        return FormResult.Of(operations.BanAsync(fields["player"].Trim(), reason, seconds, cancel), ban => $"{ban.Player} is banned {(seconds is null ? "for good" : $"for {Figure.Span(span)}")}.");
    }

    public Task<FormResult> UnbanAsync(FormFields fields, CancellationToken cancel) =>
        FormResult.Of(Task.FromResult(operations.LiftBan(fields["player"])), ban => $"{ban.Player} may come in again.");
}
