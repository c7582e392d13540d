using System;
using System.Collections.Generic;
using GameServer.Core;

namespace GameServer.LiveOps;

/// <summary>What became of files: a document, or what is wrong with them.</summary>
/// <param name="Document">Whole, with the values in code for all that the files do not say; null when there are problems.</param>
/// <param name="Problems">In the order of the files, with file and line.</param>
/// <param name="Places">Where each path was written.</param>
public sealed record ContentReading(ContentDocument? Document, IReadOnlyList<ContentProblem> Problems, IReadOnlyDictionary<string, (string File, int Line)> Places)
{
    /// <summary>Says where in the files a problem stands that was found later: at its path, or the nearest one around it.</summary>
    public ContentProblem Locate(in ContentProblem problem)
    {
        for (string path = problem.Path; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('.'))])
        {
            if (Places.TryGetValue(path, out (string File, int Line) place)) return problem with { File = place.File, Line = place.Line };
        }

        return problem;
    }
}
