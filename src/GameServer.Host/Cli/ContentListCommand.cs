using System.Collections.Generic;
using System.CommandLine;

namespace GameServer.Host.Cli;

/// <summary><c>gameserver content list</c>.</summary>
internal sealed class ContentListCommand(ApiConnection connection) : ListCommand(connection, "list", "Lists every version that is kept, newest first.", "versions")
{
    public override IReadOnlyList<Column> Columns { get; } =
        [new("Version", "version"), new("State", "state"), new("Published", "publishedAt"), new("Who", "who"), new("Note", "note"), new("Bytes", "bytes")];

    protected override ApiRequest Request(ParseResult line) => ApiRequest.Get($"/api/v1/content/versions");
}
