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
        if (player.Room is not { } room) return;
        GameClient client = player.Client!;
        ReplicatedWorld world = client.World!;
        Tick tick = arrival.Info.Tick;
        if (!room.Truth.TryAt(tick, out TruthFrame frame)) return;
        bool looks = room.Truth.TryCentre(frame, client.Player, out (int X, int Y) centre);
        foreach (ReplicatedEntity entity in world.Entities)
        {
            if (world.TickOf(entity) != tick || !frame.TryFind(entity.Slot, out TruthEntity truth)) continue;
            bool owned = truth.Owner == client.Player.Value;
            if (entity.Audience > room.Truth.AudienceOf(frame, truth, client.Player)) throw Failure(run, $"{player} was sent fields of {truth} that only its {entity.Audience} may see");
            Relevancy relevancy = world.Schema.Kinds[truth.Kind].Relevancy;
            bool isSecret = !owned && (relevancy == Relevancy.Owner || (relevancy == Relevancy.Team && !RoomTruth.IsTeamMate(frame, truth, client.Player)));
            if (isSecret) throw Failure(run, $"{player} was shown {truth}, which is for its {relevancy} alone");
            if (owned || relevancy != Relevancy.Near || !looks) continue;
            if (!room.Truth.TryPosition(frame, truth, out (int X, int Y) position)) continue;
            long x = position.X - centre.X;
            long y = position.Y - centre.Y;
            long radius = world.Schema.Position!.LeaveRadius + 1;
            if ((x * x) + (y * y) > radius * radius) throw Failure(run, $"{player}, looking at {centre}, was shown {truth} at {position} in tick {tick}");
        }
    }
}
