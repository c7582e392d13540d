using System;
using System.Collections.Generic;
using GameServer.LiveOps;

namespace GameServer.Host.LiveContent;

/// <summary>A version of content, for an operator.</summary>
/// <param name="Version">16 hexadecimal digits.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="Who">Who published it.</param>
/// <param name="Note">What they said about it.</param>
/// <param name="Bytes">Length of its canonical form.</param>
/// <param name="State">What it is at present: active, staged, scheduled, or kept.</param>
/// <param name="Tables">Each table as YAML, by its name; empty in lists.</param>
internal sealed record ContentVersionView(string Version, DateTimeOffset PublishedAt, string Who, string Note, int Bytes, string State, IReadOnlyDictionary<string, string> Tables)
{
    public static ContentVersionView Of(ContentVersion version, ContentIndex index) =>
        new(ContentIndexFile.Hex(version.Hash), version.PublishedAt, version.Who, version.Note, version.Bytes, StateOf(version.Hash, index), new Dictionary<string, string>());

    private static string StateOf(ulong version, ContentIndex index)
    {
        if (version == index.Active) return "active";
        if (version == index.Stage?.Version) return "staged";
        foreach (ContentEvent entry in index.Schedule)
        {
            if (entry.Version == version) return "scheduled";
        }

        return "kept";
    }
}
