using System;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Host.Operating;

namespace GameServer.Host.Dashboard.Actions;

/// <summary>Forms about one room, or everybody.</summary>
internal sealed class RoomActions(Operations operations)
{
    public static readonly string TextNeeded = FormattableString.Invariant($"A text of 1 to {Operations.MessageBytesMax} bytes is needed, in one line.");

    private const string RoomNeeded = "The number of a room is needed.";

    public static string Told(MessageReport report) =>
        $"{Figure.Count(report.Told, "player")} told{(report.Untold > 0 ? $", {Figure.Of((long)report.Untold)} of an older client could not be" : "")}.";

    public Task<FormResult> OpenAsync(FormFields fields, CancellationToken cancel) => FormResult.Of(operations.OpenRoomAsync(null, cancel), room => $"Room {room.Room} is open.");

    public Task<FormResult> CloseAsync(FormFields fields, CancellationToken cancel)
    {
        if (!fields.TryReadNumber("room", out int room)) return FormResult.Invalid(RoomNeeded);
        if (!fields.TryReadText("text", Operations.ReasonBytesMax, out string text)) return FormResult.Invalid("A text for its players is needed.");
        return FormResult.Of(operations.CloseRoomAsync(room, text, cancel), closed => $"Room {closed.Room} is closing.");
    }

    public Task<FormResult> MessageAsync(FormFields fields, CancellationToken cancel)
    {
        if (!fields.TryReadText("text", Operations.MessageBytesMax, out string text)) return FormResult.Invalid(TextNeeded);
        return fields.TryReadNumber("room", out int room) ? FormResult.Of(operations.MessageRoomAsync(room, text, cancel), Told) : FormResult.Invalid(RoomNeeded);
    }

    public Task<FormResult> MessageAllAsync(FormFields fields, CancellationToken cancel) => fields.TryReadText("text", Operations.MessageBytesMax, out string text)
        ? FormResult.Of(operations.MessageAllAsync(text, cancel), Told)
        : FormResult.Invalid(TextNeeded);
}
