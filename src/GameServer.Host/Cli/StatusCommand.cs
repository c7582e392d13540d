using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver status</c>: what the whole node is doing.</summary>
internal sealed class StatusCommand(ApiConnection connection) : ClientCommand(connection, "status", "Shows what the server is doing.")
{
    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/status");

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
