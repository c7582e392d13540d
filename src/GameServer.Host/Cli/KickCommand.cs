using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver kick PLAYER</c>.</summary>
internal sealed class KickCommand : ClientCommand
{
    private readonly Argument<string> _player = PlayerArgument.Create();
    private readonly Option<string> _reason = new("--reason") { Description = "For the player to read.", DefaultValueFactory = _ => "an operator ended your session" };

    public KickCommand(ApiConnection connection)
        : base(connection, "kick", "Ends a player's session; they may come back.")
    {
        Arguments.Add(_player);
        Options.Add(_reason);
    }

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Post($"/api/v1/players/{line.GetValue(_player)}/kick", new { reason = line.GetValue(_reason) });

    protected override void Show(JsonElement answer, Display display) => display.Line("The player is kicked.");
}
