using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver player PLAYER</c>: what support needs to know.</summary>
internal sealed class PlayerCommand : ClientCommand
{
    private readonly Argument<string> _player = PlayerArgument.Create();

    public PlayerCommand(ApiConnection connection)
        : base(connection, "player", "Shows one player: seat, connection, quality, and what happened to them lately.") => Arguments.Add(_player);

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/players/{line.GetValue(_player)}");

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
