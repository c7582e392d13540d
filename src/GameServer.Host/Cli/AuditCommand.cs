using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver audit</c>.</summary>
internal sealed class AuditCommand : ListCommand
{
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many, the newest." };
    private readonly Option<long?> _before = new("--before") { Description = "Only entries older than the one with this number: the next page." };

    public AuditCommand(ApiConnection connection)
        : base(connection, "audit", "Lists what operators changed, or tried to, newest first.", "entries")
    {
        Options.Add(_limit);
        Options.Add(_before);
    }

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("Number", "id"),
        new("When", "utc"),
        new("Who", "who"),
        new("Role", "role"),
        new("From", "remote"),
        new("Operation", "operation"),
        new("With", "arguments"),
        new("Outcome", "outcome"),
        new("Code", "code"),
    ];

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/audit").Where(("limit", line.GetValue(_limit)), ("before", line.GetValue(_before)));
}
