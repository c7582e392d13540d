using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver content show VERSION</c>.</summary>
internal sealed class ContentShowCommand : ClientCommand
{
    private readonly Argument<string> _version = ContentCommand.Version();

    public ContentShowCommand(ApiConnection connection)
        : base(connection, "show", "Shows one version with its tables.") => Arguments.Add(_version);

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/content/versions/{line.GetValue(_version)}");

    protected override void Show(JsonElement answer, Display display)
    {
        Answers.ShowOne(display, answer, except: "text");
        if (!answer.TryGetProperty("text", out JsonElement text) || text.ValueKind != JsonValueKind.String) return;
        display.Line("");
        foreach (string line in text.GetString()!.Split('\n')) display.Line(line.TrimEnd('\r'));
    }
}
