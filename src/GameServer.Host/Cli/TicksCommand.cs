using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver ticks</c>.</summary>
internal sealed class TicksCommand(ApiConnection connection) : ClientCommand(connection, "ticks", "Shows what ticks cost, stage by stage, and how late they are.")
{
    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/ticks");

    protected override void Show(JsonElement answer, Display display)
    {
        if (answer.ValueKind != JsonValueKind.Array) Answers.ShowOne(display, answer);
        else foreach (JsonElement shard in answer.EnumerateArray()) Answers.ShowOne(display, shard);
    }
}
