using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver bans</c>.</summary>
internal sealed class BansCommand(ApiConnection connection) : ListCommand(connection, "bans", "Lists who is banned, why and for how long.", "bans")
{
    public override IReadOnlyList<Column> Columns { get; } = [new("Player", "player"), new("Reason", "reason"), new("Since", "sinceUtc"), new("Until", "untilUtc")];

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/bans");
}
