using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>
/// Nothing hidden leaks: whatever a packet shows was, at that packet's tick, within the leave radius of what the player looked at, or of a kind that everyone or its owner
/// sees; and owners' fields came to the owner alone.
/// </summary>
internal sealed class SecrecyCheck() : RunCheck("secrecy")
{
    public override void Applied(SimulatedRun run, SimulatedPlayer player, in SnapshotArrival arrival)
    {
        if (player.Room is not { } room || Leak(room.Truth, player, arrival.Info.Tick) is not { } leak) return;
        bool wasSentBefore = room.FormerTruth is { } former && Leak(former, player, arrival.Info.Tick) is null;   // the server was killed since
        if (!wasSentBefore) throw Failure(run, leak);
    }

    private static string? Leak(RoomTruth truth, SimulatedPlayer player, Tick tick)
    {
        GameClient client = player.Client!;
        ReplicatedWorld world = client.World!;
        if (!truth.TryAt(tick, out TruthFrame frame)) return null;
        bool looks = truth.TryCentre(frame, client.Player, out (int X, int Y) centre);
        foreach (ReplicatedEntity entity in world.Entities)
        {
            if (world.TickOf(entity) != tick || !frame.TryFind(entity.Slot, out TruthEntity there)) continue;
            bool owned = there.Owner == client.Player.Value;
            if (entity.Audience > truth.AudienceOf(frame, there, client.Player)) return $"{player} was sent fields of {there} that only its {entity.Audience} may see";
            Relevancy relevancy = world.Schema.Kinds[there.Kind].Relevancy;
            bool isSecret = !owned && (relevancy == Relevancy.Owner || (relevancy == Relevancy.Team && !RoomTruth.IsTeamMate(frame, there, client.Player)));
            if (isSecret) return $"{player} was shown {there}, which is for its {relevancy} alone";
            if (owned || relevancy != Relevancy.Near || !looks) continue;
            if (!truth.TryPosition(frame, there, out (int X, int Y) position)) continue;
            long x = position.X - centre.X;
            long y = position.Y - centre.Y;
            long radius = world.Schema.Position!.LeaveRadius + 1;
            if ((x * x) + (y * y) > radius * radius) return $"{player}, looking at {centre}, was shown {there} at {position} in tick {tick}";
        }

        return null;
    }
}
