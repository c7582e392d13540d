using System;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// What a healed network must lead to: every player plays, sees everything near, sees nothing that is gone, and nothing it sees is older than a moment. Room is left for
/// datagrams on their way and for budgets: a state counts as fresh when it was true at some tick of the last two seconds.
/// </summary>
internal sealed class Convergence
{
    /// <summary>Length of the moment.</summary>
    public const double MomentSeconds = 2;

    private const double SilenceSeconds = 0.5;
    private const int SilenceTicksMin = 8;     // a player near whom nothing moves is told so every fourth tick
    private const int MomentTicksMax = 180;    // the truth reaches back 256 ticks, and a client's newest tick may be 64 of them ago

    /// <summary>What is still missing for a player; null when nothing is.</summary>
    public string? Lacking(SimulatedPlayer player)
    {
        if (player.Room is not { } room) return $"{player} does not play";
        GameClient client = player.Client!;
        ReplicatedWorld world = client.World!;
        int moment = Math.Min(MomentTicksMax, (int)(MomentSeconds * client.TickRateHz));
        int silence = Math.Max(SilenceTicksMin, (int)(SilenceSeconds * client.TickRateHz));
        if (room.Room.Tick - world.Newest > silence || !room.Truth.TryAt(world.Newest, out TruthFrame frame)) return $"{player} last heard of tick {world.Newest}, now is {room.Room.Tick}";
        Tick oldest = new((uint)Math.Max(1, world.Newest.Value - (long)moment));
        foreach (ReplicatedEntity entity in world.Entities)
        {
            if (!IsFresh(room.Truth, world, entity, client.Player, oldest)) return $"{player} still sees {entity} as of tick {world.TickOf(entity)}; not so since tick {oldest}";
        }

        return Unseen(room.Truth, frame, world, client.Player, oldest) is { } unseen ? $"{player} does not see {unseen}, near since tick {oldest}" : null;
    }

    private static bool IsFresh(RoomTruth truth, ReplicatedWorld world, in ReplicatedEntity entity, PlayerSlot player, Tick oldest)
    {
        ReadOnlySpan<int> row = world.RowOf(entity);
        for (Tick tick = world.Newest; tick >= oldest; tick -= 1)
        {
            if (truth.TryAt(tick, out TruthFrame frame) && truth.IsSame(frame, entity, player, row)) return true;
        }

        return false;
    }

    private static TruthEntity? Unseen(RoomTruth truth, TruthFrame now, ReplicatedWorld world, PlayerSlot player, Tick oldest)
    {
        foreach (ref readonly TruthEntity entity in now.Entities)
        {
            if (world.TryFind(entity.Id.Slot, out ReplicatedEntity seen) && seen.GenerationLow == (byte)entity.Id.Generation) continue;
            if (MustBeSeen(truth, now, world.Schema, entity, player) && MustBeSeenSince(truth, world, entity, player, oldest)) return entity;
        }

        return null;
    }

    private static bool MustBeSeenSince(RoomTruth truth, ReplicatedWorld world, in TruthEntity entity, PlayerSlot player, Tick oldest)
    {
        for (Tick tick = world.Newest; tick >= oldest; tick -= 1)
        {
            if (!truth.TryAt(tick, out TruthFrame frame) || !frame.TryFind(entity.Id.Slot, out TruthEntity then) || then.Id != entity.Id) return false;
            if (!MustBeSeen(truth, frame, world.Schema, then, player)) return false;
        }

        return true;
    }

    private static bool MustBeSeen(RoomTruth truth, TruthFrame frame, GameSchema schema, in TruthEntity entity, PlayerSlot player)
    {
        switch (schema.Kinds[entity.Kind].Relevancy)
        {
            case Relevancy.Always:
                return true;
            case Relevancy.Near:
                if (!truth.TryCentre(frame, player, out (int X, int Y) centre) || !truth.TryPosition(frame, entity, out (int X, int Y) position)) return false;
                long x = position.X - centre.X;
                long y = position.Y - centre.Y;
                long radius = schema.Position!.EnterRadius - 1;
                return (x * x) + (y * y) < radius * radius;
            case Relevancy.Team:
                return entity.Owner == player.Value || RoomTruth.IsTeamMate(frame, entity, player);
            default:
                return entity.Owner == player.Value;
        }
    }
}
