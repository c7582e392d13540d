using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver rooms close ROOM</c>.</summary>
internal sealed class RoomCloseCommand : ClientCommand
{
    private readonly Argument<int> _room = new("room") { Description = "Its number." };

    public RoomCloseCommand(ApiConnection connection)
        : base(connection, "close", "Ends a room: its players are told, and lose their seats.") => Arguments.Add(_room);

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Delete($"/api/v1/rooms/{line.GetValue(_room)}");

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
