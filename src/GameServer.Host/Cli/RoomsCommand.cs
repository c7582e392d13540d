using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver rooms</c>, with <c>create</c> and <c>close</c>.</summary>
internal sealed class RoomsCommand : ListCommand
{
    public RoomsCommand(ApiConnection connection)
        : base(connection, "rooms", "Lists rooms.", "rooms")
    {
        Subcommands.Add(new RoomCreateCommand(connection));
        Subcommands.Add(new RoomCloseCommand(connection));
    }

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("Room", "room"),
        new("Shard", "shard"),
        new("Port", "port"),
        new("Tick", "tick"),
        new("Hz", "tickRateHz"),
        new("Players", "players"),
        new("Interrupted", "interrupted"),
        new("Seats", "seats"),
        new("Entities", "entities"),
        new("Late ticks", "lateTicks"),
    ];

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/rooms");
}
