using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver content stage VERSION --percent N</c>.</summary>
internal sealed class ContentStageCommand : ClientCommand
{
    private readonly Argument<string> _version = ContentCommand.Version();
    private readonly Option<double> _percent = new("--percent") { Description = "Of a hundred; 100 makes it hold everywhere.", Required = true };
    private readonly Option<string> _of = new("--of") { Description = "Of what: rooms, or players.", DefaultValueFactory = _ => "rooms" };

    public ContentStageCommand(ApiConnection connection)
        : base(connection, "stage", "Tries a version in some of the rooms, or with some of the players; always the same ones.")
    {
        _of.AcceptOnlyFromAmong("rooms", "players");
        Arguments.Add(_version);
        Options.Add(_percent);
        Options.Add(_of);
    }

    protected override ApiRequest Request(ParseResult line) =>
        ApiRequest.Post($"/api/v1/content/stage", new { version = line.GetValue(_version), percent = line.GetValue(_percent), of = line.GetValue(_of) });

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer, except: "text");
}
