using System.Collections.Generic;
using static GameServer.Host.Metrics.InstrumentKind;
using static GameServer.Host.Metrics.Series;

namespace GameServer.Host.Metrics.Instruments;

/// <summary>What players are shown, and what it takes to code it.</summary>
internal static class SnapshotInstruments
{
    public static IReadOnlyList<InstrumentSpec> All { get; } =
    [
        OfShards("gameserver.snapshot.packets", Counter, "{packet}", "Snapshot packets sent.", (in status) => status.SnapshotPackets),
        OfShards("gameserver.snapshot.io", Counter, "By", "Their bytes.", (in status) => status.SnapshotBytes),
        OfShards("gameserver.snapshot.entities", Counter, "{entity}", "Entity updates in them.", (in status) => status.EntityUpdates),
        OfShards("gameserver.snapshot.encodings", Counter, "{entity}", "Entity updates coded against a baseline; the others are copies of these.", (in status) => status.EntityEncodings),
        OfShards("gameserver.snapshot.viewed", Counter, "{entity}", "Entities in players' interest, counted each tick.", (in status) => status.EntitiesViewed),
        OfShards("gameserver.snapshot.deferred", Counter, "{entity}", "Entity updates that waited because a client's budget was spent, counted each tick they wait.", (in status) => status.EntitiesDeferred),
        OfShards("gameserver.snapshot.pages", Counter, "{page}", "Pages shared by a crowd, counted for each client.", (in status) => status.SnapshotPages),
        OfShards("gameserver.snapshot.dense_packets", Counter, "{packet}", "Packets in the dense coder, for clients short of bandwidth.", (in status) => status.DensePackets),
        OfShards("gameserver.snapshot.codebooks", Counter, "{codebook}", "Codebooks built from rooms' histories.", (in status) => status.Codebooks),
    ];
}
