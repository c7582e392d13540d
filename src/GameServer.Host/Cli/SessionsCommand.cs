using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver sessions</c>.</summary>
internal sealed class SessionsCommand : ListCommand
{
    private readonly PageOptions _page = new();

    public SessionsCommand(ApiConnection connection)
        : base(connection, "sessions", "Lists sessions: who sits where, and whose connection is lost.", "sessions") => _page.AddTo(this);

    public override IReadOnlyList<Column> Columns { get; } =
        [new("Session", "session"), new("Player", "id"), new("Room", "room"), new("Seat", "seat"), new("State", "state"), new("Interrupted s", "interruptedSeconds"), new("Address", "endpoint")];

    protected override ApiRequest Request(ParseResult line) => _page.Of(ApiRequest.Get($"/api/v1/sessions"), line);
}
