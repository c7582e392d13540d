using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver room ROOM</c>.</summary>
internal sealed class RoomCommand : ClientCommand
{
    private readonly Argument<int> _room = new("room") { Description = "Its number." };

    public RoomCommand(ApiConnection connection)
        : base(connection, "room", "Shows one room, with its state hash.") => Arguments.Add(_room);

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/rooms/{line.GetValue(_room)}");

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
