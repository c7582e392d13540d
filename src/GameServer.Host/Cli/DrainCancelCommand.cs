using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver drain cancel</c>.</summary>
internal sealed class DrainCancelCommand(ApiConnection connection) : ClientCommand(connection, "cancel", "Stays after all, as long as the server has not begun to end: players are let in again.")
{
    protected override ApiRequest Request(ParseResult line) => ApiRequest.Delete($"/api/v1/drain");

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
