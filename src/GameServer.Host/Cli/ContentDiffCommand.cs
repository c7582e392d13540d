using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver content diff FROM TO</c>.</summary>
internal sealed class ContentDiffCommand : ListCommand
{
    private readonly Argument<string> _from = ContentCommand.Version("from");
    private readonly Argument<string> _to = ContentCommand.Version("to");

    public ContentDiffCommand(ApiConnection connection)
        : base(connection, "diff", "Shows what differs between two versions, value by value.", "differences")
    {
        Arguments.Add(_from);
        Arguments.Add(_to);
    }

    public override IReadOnlyList<Column> Columns { get; } = [new("Value", "path"), new("From", "from"), new("To", "to")];

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/content/diff").Where(("from", line.GetValue(_from)), ("to", line.GetValue(_to)));
}
