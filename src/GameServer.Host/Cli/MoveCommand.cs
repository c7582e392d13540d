using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver move PLAYER ROOM</c>.</summary>
internal sealed class MoveCommand : ClientCommand
{
    private readonly Argument<string> _player = PlayerArgument.Create();
    private readonly Argument<int> _room = new("room") { Description = "Number of the room to go to." };

    public MoveCommand(ApiConnection connection)
        : base(connection, "move", "Sends a player to another room.")
    {
        Arguments.Add(_player);
        Arguments.Add(_room);
    }

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Post($"/api/v1/players/{line.GetValue(_player)}/move", new { room = line.GetValue(_room) });

    protected override void Show(JsonElement answer, Display display) => display.Line("The player is on the way.");
}
