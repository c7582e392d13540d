using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>Content of a rehearsal: the values in code and another version of them, in turn every second.</summary>
internal sealed class RehearsalContent : IContentPlan
{
    private readonly ContentEdition[] _editions;

    private RehearsalContent(ContentEdition[] editions) => _editions = editions;

    /// <summary>Null for a game without content.</summary>
    public static RehearsalContent? Of(ContentDeclaration? declared)
    {
        if (declared is null) return null;
        ContentDocument inCode = declared.Defaults.Document;
        ContentDocumentTable unheardOf = new("rehearsal", IsSingle: true, [], []);   // what a build does not know is left alone: the same values, another version
        List<ContentEdition> editions = [new ContentEdition(declared.Defaults, [inCode])];
        if (inCode.Find(unheardOf.Name) is null && declared.TryBind(new ContentDocument([.. inCode.Tables, unheardOf]), out ContentSet? other, out _)) editions.Add(new ContentEdition(other, [inCode]));
        return new RehearsalContent([.. editions]);
    }

    public ContentEdition EditionFor(RoomId room, Timestamp now) => _editions[(int)(now.Nanoseconds / Timestamp.NanosecondsPerSecond % _editions.Length)];

    public long NextChangeTicks(Timestamp now) => now.UtcTicks;
}
