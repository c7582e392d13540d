using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver content rollback [VERSION]</c>.</summary>
internal sealed class ContentRollBackCommand : ClientCommand
{
    private readonly Argument<string> _version = ContentCommand.Version();

    public ContentRollBackCommand(ApiConnection connection)
        : base(connection, "rollback", "Gives up the trial, or makes the version before active again, or the one that is named.")
    {
        _version.Arity = ArgumentArity.ZeroOrOne;
        Arguments.Add(_version);
    }

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Post($"/api/v1/content/rollback", new { version = line.GetValue(_version) });

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer, except: "text");
}
