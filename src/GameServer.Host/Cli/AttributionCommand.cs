using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver attribution ROOM</c>.</summary>
internal sealed class AttributionCommand : ClientCommand
{
    private readonly Argument<int> _room = new("room") { Description = "Its number." };

    public AttributionCommand(ApiConnection connection)
        : base(connection, "attribution", "Shows where a room's snapshot bits and time went; sampling begins with the first call.") => Arguments.Add(_room);

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/rooms/{line.GetValue(_room)}/attribution");

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
