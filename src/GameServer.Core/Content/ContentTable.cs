using System.Collections.Generic;

namespace GameServer.Core;

/// <summary>A table as a game declares it: what its rows are made of, and the rows that are always there.</summary>
/// <param name="Name">Unique within the game; also the name of its file.</param>
/// <param name="IsSingle">One row without an id.</param>
/// <param name="Fields">In ordinal order of their names.</param>
/// <param name="Rows">Declared in code, in that order: files may change them and not remove them.</param>
public sealed record ContentTable(string Name, bool IsSingle, IReadOnlyList<ContentField> Fields, IReadOnlyList<ContentRow> Rows)
{
    /// <summary>Index of a field; −1 for an unknown one.</summary>
    public int IndexOf(string field)
    {
        for (int i = 0; i < Fields.Count; i++)
        {
            if (Fields[i].Name == field) return i;
        }

        return -1;
    }

    /// <summary>Values of a row of which nothing is said: as declared for its id, else the fields' defaults.</summary>
    public ContentValue[] DefaultsOf(string id)
    {
        foreach (ContentRow row in Rows)
        {
            if (row.Id == id) return (ContentValue[])row.Values.Clone();
        }

        ContentValue[] values = new ContentValue[Fields.Count];
        for (int i = 0; i < values.Length; i++) values[i] = Fields[i].Default;
        return values;
    }
}
