using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver bans</c>.</summary>
internal sealed class BansCommand : ListCommand
{
    private readonly PageOptions _page = new();

    public BansCommand(ApiConnection connection)
        : base(connection, "bans", "Lists who is banned, why and for how long.", "bans") => _page.AddTo(this);

    public override IReadOnlyList<Column> Columns { get; } = [new("Player", "player"), new("Reason", "reason"), new("From", "fromUtc"), new("Until", "untilUtc")];

    protected override ApiRequest Request(ParseResult line) => _page.Of(ApiRequest.Get($"/api/v1/bans"), line);
}
