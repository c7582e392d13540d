using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver sessions</c>.</summary>
internal sealed class SessionsCommand(ApiConnection connection) : ListCommand(connection, "sessions", "Lists sessions: who sits where, and whose connection is lost.", "sessions")
{
    public override IReadOnlyList<Column> Columns { get; } =
        [new("Session", "session"), new("Player", "id"), new("Room", "room"), new("Seat", "seat"), new("State", "state"), new("Interrupted s", "interruptedSeconds")];

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/sessions");
}
