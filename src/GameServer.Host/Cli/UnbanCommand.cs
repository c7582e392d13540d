using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver unban PLAYER</c>.</summary>
internal sealed class UnbanCommand : ClientCommand
{
    private readonly Argument<string> _player = PlayerArgument.Create();

    public UnbanCommand(ApiConnection connection)
        : base(connection, "unban", "Lets a banned player in again.") => Arguments.Add(_player);

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Delete($"/api/v1/players/{line.GetValue(_player)}/ban");

    protected override void Show(JsonElement answer, Display display) => display.Line("The player may come back.");
}
