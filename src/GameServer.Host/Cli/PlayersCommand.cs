using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver players</c>.</summary>
internal sealed class PlayersCommand : ListCommand
{
    private readonly Option<int?> _room = new("--room") { Description = "Only those in this room." };
    private readonly Option<string?> _query = new("--query") { Description = "Only those with this in their id or name." };
    private readonly PageOptions _page = new();

    public PlayersCommand(ApiConnection connection)
        : base(connection, "players", "Lists players with seats, those included whose connection was lost.", "players")
    {
        Options.Add(_room);
        Options.Add(_query);
        _page.AddTo(this);
    }

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("Player", "id"),
        new("Name", "name"),
        new("Room", "room"),
        new("State", "state"),
        new("Address", "endpoint"),
        new("RTT ms", "rttMs"),
        new("Loss %", "lossPercent"),
        new("Inputs missed", "inputsMissed"),
        new("Shown", "entitiesShown"),
    ];

    protected override ApiRequest Request(ParseResult line) => _page.Of(ApiRequest.Get($"/api/v1/players"), line, ("room", line.GetValue(_room)), ("query", line.GetValue(_query)));
}
