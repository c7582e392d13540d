using System.CommandLine;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver rooms create</c>.</summary>
internal sealed class RoomCreateCommand : ClientCommand
{
    private readonly Option<int?> _shard = new("--shard") { Description = "Which shard is to run it; the one with fewest rooms by default." };

    public RoomCreateCommand(ApiConnection connection)
        : base(connection, "create", "Opens one more room.") => Options.Add(_shard);

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Post($"/api/v1/rooms", new { shard = line.GetValue(_shard) });

    protected override void Show(JsonElement answer, Display display) => Answers.ShowOne(display, answer);
}
