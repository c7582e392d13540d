using System;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>Every entity in a client's view is, field by field, what the room's truth says for the tick of its newest state. Asked after every packet.</summary>
internal sealed class ViewCheck() : RunCheck("view")
{
    public override void Applied(SimulatedRun run, SimulatedPlayer player, in SnapshotArrival arrival)
    {
        if (player.Room is not { } room) return;
        ReplicatedWorld world = player.Client!.World!;
        foreach (ReplicatedEntity entity in world.Entities)
        {
            Tick tick = world.TickOf(entity);
            if (!room.Truth.TryAt(tick, out TruthFrame frame)) continue;   // longer ago than the truth is kept: it was right when it came
            ReadOnlySpan<int> row = world.RowOf(entity);
            if (room.Truth.IsSame(frame, entity, player.Client.Player, row)) continue;
            if (room.FormerTruth is { } former && (!former.TryAt(tick, out TruthFrame before) || former.IsSame(before, entity, player.Client.Player, row))) continue;   // sent before the server was killed
            string truth = frame.TryFind(entity.Slot, out TruthEntity there)
                ? $"{there} with [{string.Join(' ', frame.RowOf(there, row.Length).ToArray())}]"
                : "nothing";
            throw Failure(run, $"{player} sees {entity} as of tick {tick} with [{string.Join(' ', row.ToArray())}]; there was {truth}");
        }
    }
}
