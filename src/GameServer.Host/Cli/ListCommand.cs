using System.Collections.Generic;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary>A command whose answer is a list.</summary>
/// <param name="connection">How to reach the server.</param>
/// <param name="name">What it is called.</param>
/// <param name="description">What it does.</param>
/// <param name="member">The list's name in the answer.</param>
internal abstract class ListCommand(ApiConnection connection, string name, string description, string member) : ClientCommand(connection, name, description)
{
    /// <summary>The list's name in the answer, unless it is the answer.</summary>
    public string Member { get; } = member;

    /// <summary>What a person sees of each row; a machine sees everything.</summary>
    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>The list in an answer: all of it, or the member that has the name.</summary>
    public IEnumerable<JsonElement> RowsOf(JsonElement answer)
    {
        JsonElement list = answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(Member, out JsonElement inner) ? inner : answer;
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
    }

    protected override void Show(JsonElement answer, Display display)
    {
        Answers.ShowList(display, RowsOf(answer), Columns);
        if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("next", out JsonElement next) && next.ValueKind == JsonValueKind.String)
        {
            display.Line($"There are more: --after {next.GetString()}");
        }
    }
}
