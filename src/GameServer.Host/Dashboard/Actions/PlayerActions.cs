using System.Threading;
using System.Threading.Tasks;
using GameServer.Host.Operating;

namespace GameServer.Host.Dashboard.Actions;

/// <summary>Forms about one player.</summary>
internal sealed class PlayerActions(Operations operations)
{
    private static readonly string s_reasonNeeded = $"A reason of 1 to {Operations.ReasonBytesMax} bytes is needed, in one line.";

    public Task<FormResult> KickAsync(FormFields fields, CancellationToken cancel) => fields.TryReadText("reason", Operations.ReasonBytesMax, out string reason)
        ? FormResult.Of(operations.KickAsync(fields["player"], reason, cancel), player => $"{player.Name} was kicked, and told why.")
        : FormResult.Invalid(s_reasonNeeded);
}
