using GameServer.Core;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>Each room's log, run again, gives the same state hash at every tick, and grants the same rewinds.</summary>
internal sealed class ReplayCheck() : RunCheck("replay")
{
    public override void Ended(SimulatedRun run)
    {
        foreach (SimulatedRoom room in run.Rooms)
        {
            ShardOptions options = room.Shard.Options;
            RoomReplay replay = new(room.Log, run.Plan.NewGame(options), options.EntitiesPerRoom, options.PlayersPerRoom, room.Room.Seed);
            replay.Room.LimitRewind(options.RewindLimits);
            if (!TryRun(replay)) throw Failure(run, $"room {room.Room.Id}'s log cannot be replayed beyond tick {replay.Room.Tick}: somebody joins or leaves who cannot");
            if (!replay.Diverged.IsNone) throw Failure(run, $"room {room.Room.Id}'s replay parts from it at tick {replay.Diverged}");
            if (replay.HashesCompared != room.Room.Tick.Value) throw Failure(run, $"room {room.Room.Id}'s log has hashes of {replay.HashesCompared} of {room.Room.Tick} ticks");
            (long granted, long clamped) = room.Rewinds;
            Rewind second = replay.Room.World.Rewind;
            bool sameRewinds = granted == second.Count && clamped == second.ClampedCount;
            if (!sameRewinds) throw Failure(run, $"room {room.Room.Id} granted {granted} rewinds, {clamped} of them clamped, and its replay {second.Count} and {second.ClampedCount}");
            run.Tally.Add("rewinds replayed", second.Count);
            run.Tally.Add("rewinds clamped", second.ClampedCount);
            run.Tally.Add("ticks replayed", replay.HashesCompared);
        }
    }

    private static bool TryRun(RoomReplay replay)
    {
        try
        {
            replay.RunToEnd();
            return true;
        }
        catch (InvariantException)
        {
            return false;
        }
    }
}
