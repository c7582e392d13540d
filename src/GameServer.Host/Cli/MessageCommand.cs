using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver message TEXT</c> to one player, one room or everybody. To whom must be said: nobody writes to everybody by leaving something out.</summary>
internal sealed class MessageCommand : ClientCommand
{
    private readonly Argument<string> _text = new("text") { Description = "What they read." };
    private readonly Option<string?> _player = new("--player") { Description = "To one player: id, or name if nobody else has it." };
    private readonly Option<int?> _room = new("--room") { Description = "To all players in a room." };
    private readonly Option<bool> _everybody = new("--everybody") { Description = "To all players of the server." };

    public MessageCommand(ApiConnection connection)
        : base(connection, "message", "Shows players a text.")
    {
        Arguments.Add(_text);
        Options.Add(_player);
        Options.Add(_room);
        Options.Add(_everybody);
    }

    protected override ApiRequest Request(ParseResult line)
    {
        var body = new { text = line.GetValue(_text) };
        return (line.GetValue(_player), line.GetValue(_room), line.GetValue(_everybody)) switch
        {
            ("" or "." or "..", _, _) => throw new UsageException("--player names no player."),
            ({ } player, null, false) => ApiRequest.Post($"/api/v1/players/{player}/message", body),
            (null, { } room, false) => ApiRequest.Post($"/api/v1/rooms/{room}/message", body),
            (null, null, true) => ApiRequest.Post($"/api/v1/message", body),
            _ => throw new UsageException("say to whom: --player PLAYER, --room ROOM or --everybody, one of them."),
        };
    }

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
