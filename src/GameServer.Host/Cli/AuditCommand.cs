using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver audit</c>.</summary>
internal sealed class AuditCommand : ListCommand
{
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many, the newest." };

    public AuditCommand(ApiConnection connection)
        : base(connection, "audit", "Lists what operators changed, or tried to.", "entries") => Options.Add(_limit);

    public override IReadOnlyList<Column> Columns { get; } =
        [new("When", "time"), new("Who", "who"), new("Role", "role"), new("From", "from"), new("What", "action"), new("Of", "target"), new("Result", "result")];

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/audit").Where(("limit", line.GetValue(_limit)));
}
