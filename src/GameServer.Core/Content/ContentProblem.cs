using System;

namespace GameServer.Core;

/// <summary>Something wrong with content, for the person who wrote it.</summary>
/// <param name="Path">Where in the content: <c>table</c>, <c>table.field</c>, <c>table.row</c> or <c>table.row.field</c>; empty for all of it.</param>
/// <param name="Text">What is wrong, and what would be right.</param>
/// <param name="File">The file it stands in; empty where that is not known.</param>
/// <param name="Line">Line in the file from 1; 0 where that is not known.</param>
public readonly record struct ContentProblem(string Path, string Text, string File = "", int Line = 0)
{
    /// <summary><c>file:line: path: text</c>, as far as each is known.</summary>
    public override string ToString()
    {
        string what = Path.Length == 0 ? Text : $"{Path}: {Text}";
        if (File.Length == 0) return what;
        return Line == 0 ? $"{File}: {what}" : FormattableString.Invariant($"{File}:{Line}: {what}");
    }
}
