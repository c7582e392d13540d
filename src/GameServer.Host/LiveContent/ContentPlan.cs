using System.Collections.Generic;
using GameServer.Core;
using GameServer.LiveOps;
using GameServer.Server;

namespace GameServer.Host.LiveContent;

/// <summary>An index with its versions made ready: what shards ask which content a room should have.</summary>
internal sealed class ContentPlan(ContentIndex index, ContentEdition inCode, IReadOnlyDictionary<ulong, ContentEdition> editions) : IContentPlan
{
    private readonly Dictionary<ulong, ContentEdition> _editions = new(editions);

    /// <summary>What decides.</summary>
    public ContentIndex Index => index;

    /// <summary>The versions that rooms may be given.</summary>
    public IReadOnlyDictionary<ulong, ContentEdition> Editions => _editions;

    public ContentEdition? EditionFor(RoomId room, Timestamp now)
    {
        ulong version = index.VersionFor(room, now.UtcTicks);
        return version == 0 ? inCode : _editions.GetValueOrDefault(version, inCode);
    }

    public long NextChangeTicks(Timestamp now) => index.NextChangeTicks(now.UtcTicks);

    public bool Suits(RoomId room, string player) => index.Stage is not { Of: ContentSegment.Players } stage || stage.HasRoom(room) == stage.HasPlayer(player);
}
