using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace GameServer.Host.Cli;

/// <summary>One column of a table made from JSON.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="Path">Where its value is in each row, such as <c>focus.x</c>.</param>
/// <param name="Format">How it is written; as it stands by default.</param>
internal sealed record Column(string Header, string Path, Func<JsonElement, string>? Format = null)
{
    /// <summary>The value in a row, for a person; – where there is none.</summary>
    public string Of(JsonElement row) => TryFind(row, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? (Format ?? Plain)(value) : "–";

    /// <summary>Whether a row has the value at all.</summary>
    public bool TryFind(JsonElement row, out JsonElement value)
    {
        value = row;
        foreach (string name in Path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value)) return false;
        }

        return true;
    }

    /// <summary>A value for a person: texts without quotes, numbers with at most two digits behind the point.</summary>
    public static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? whole.ToString(CultureInfo.InvariantCulture) : value.GetDouble().ToString("0.##", CultureInfo.InvariantCulture),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null or JsonValueKind.Undefined => "–",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Plain)),
        _ => string.Join(", ", value.EnumerateObject().Select(member => $"{member.Name} {Plain(member.Value)}")),
    };
}
