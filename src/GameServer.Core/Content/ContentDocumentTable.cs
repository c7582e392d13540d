using System.Collections.Generic;

namespace GameServer.Core;

/// <summary>A table of a content document: it says itself what its fields are, so that a reader of another build finds those it knows.</summary>
/// <param name="Name">Unique in the document.</param>
/// <param name="IsSingle">One row, whose id is empty.</param>
/// <param name="Fields">In ordinal order of their names.</param>
/// <param name="Rows">In ordinal order of their ids.</param>
public sealed record ContentDocumentTable(string Name, bool IsSingle, IReadOnlyList<(string Name, ContentFieldKind Kind)> Fields, IReadOnlyList<ContentRow> Rows)
{
    /// <summary>Index of a field; −1 when the table has none of that name.</summary>
    public int IndexOf(string field)
    {
        for (int i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Name == field) return i;
        }

        return -1;
    }

    /// <summary>Finds a row.</summary>
    public bool TryFind(string id, out ContentRow row)
    {
        int low = 0;
        int high = Rows.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            row = Rows[middle];
            int order = string.CompareOrdinal(row.Id, id);
            if (order == 0) return true;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        row = default;
        return false;
    }
}
