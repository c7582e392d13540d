using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver drain status</c>.</summary>
internal sealed class DrainStatusCommand(ApiConnection connection) : ClientCommand(connection, "status", "Shows whether the server is leaving, and who is still there.")
{
    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/drain");

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
