using GameServer.LoadTest.Simulated.Hostile;
using GameServer.Server;

namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>Whoever acknowledges only what was never sent has acknowledged nothing.</summary>
internal sealed class ForgedAckCheck() : RunCheck("forged acks")
{
    public override void Stepped(SimulatedRun run)
    {
        foreach (SimulatedRoom room in run.Rooms)
        {
            foreach (Session session in room.Room.Sessions)
            {
                bool forges = session.PlayerName.StartsWith(HostileActor.NamePrefix + nameof(HostileKind.FutureAcks), System.StringComparison.Ordinal);
                if (forges && session.Viewer is { AckedCount: > 0 }) throw Failure(run, $"{session.PlayerName} got {session.Viewer.AckedCount} forged acknowledgements taken for true");
            }
        }
    }
}
