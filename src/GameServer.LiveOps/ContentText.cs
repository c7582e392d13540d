using System.Linq;
using System.Text;
using System.Text.Json;
using GameServer.Core;

namespace GameServer.LiveOps;

/// <summary>A document's tables as YAML that <see cref="ContentReader"/> reads back to the same document: the file that a game's content directory begins with, and what operators look at.</summary>
public static class ContentText
{
    /// <summary>One table.</summary>
    public static string Of(ContentDocumentTable table)
    {
        StringBuilder text = new();
        foreach (ContentRow row in table.Rows)
        {
            if (!table.IsSingle) text.Append(row.Id).Append(":\n");
            for (int i = 0; i < row.Values.Length; i++)
            {
                if (!table.IsSingle) text.Append("  ");
                text.Append(table.Fields[i].Name).Append(": ").Append(Written(row.Values[i])).Append('\n');
            }
        }

        return text.ToString();
    }

    // Text as JSON writes it, which is YAML too; plain names as they are.
    private static string Written(in ContentValue value)
    {
        if (value.Kind != ContentFieldKind.Text) return value.ToString();
        return ContentSchema.IsName(value.Text) && !value.Text.All(char.IsAsciiDigit) ? value.Text : JsonSerializer.Serialize(value.Text);
    }
}
