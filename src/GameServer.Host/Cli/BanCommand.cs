using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver ban PLAYER</c>.</summary>
internal sealed class BanCommand : ClientCommand
{
    private readonly Argument<string> _player = PlayerArgument.Create();
    private readonly Option<string> _reason = new("--reason") { Description = "For the player to read.", DefaultValueFactory = _ => "banned by an operator" };
    private readonly Option<int?> _for = Spans.Option("--for", "For how long; for good by default.");

    public BanCommand(ApiConnection connection)
        : base(connection, "ban", "Ends a player's session, if there is one, and lets them in no more.")
    {
        Arguments.Add(_player);
        Options.Add(_reason);
        Options.Add(_for);
    }

    protected override ApiRequest Request(ParseResult line) =>
        ApiRequest.Put($"/api/v1/players/{line.GetValue(_player)}/ban", new { reason = line.GetValue(_reason), seconds = line.GetValue(_for) });

    protected override void Show(JsonElement answer, Display display) => display.Line("The player is banned.");
}
