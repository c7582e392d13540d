using GameServer.Server;

namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>Tables, queues and windows stay within the bounds they were given, whatever strangers send.</summary>
internal sealed class LimitsCheck() : RunCheck("limits")
{
    private const int FlightsMax = 50_000;   // a network that holds more is being flooded by an endless answer

    public override void Stepped(SimulatedRun run)
    {
        if (run.Network.InFlight > FlightsMax) throw Failure(run, $"{run.Network.InFlight} datagrams are in flight");
        foreach (SimulatedShard shard in run.Shards)
        {
            if (!shard.IsUp) continue;
            Shard server = shard.Shard;
            if (server.Sessions.Count > shard.Options.Transport.PeersMax) throw Failure(run, $"{server.Sessions.Count} sessions");
            if (server.Transport.PendingCount > shard.Options.Transport.PendingMax) throw Failure(run, $"{server.Transport.PendingCount} addresses are waiting for their proof");
            if (shard.Disk.Journal is { } journal && journal.Queue.WaitingBytes > journal.Queue.BytesMax) throw Failure(run, $"{journal.Queue.WaitingBytes} bytes wait for the disk");
            foreach (SimulatedRoom room in shard.Rooms) CheckRoom(run, room);
        }
    }

    private void CheckRoom(SimulatedRun run, SimulatedRoom room)
    {
        if (room.Room.EntityCount > room.Shard.Options.EntitiesPerRoom) throw Failure(run, $"{room.Room.EntityCount} entities in room {room.Room.Id}");
        foreach (Session session in room.Room.Sessions)
        {
            if (session.Viewer is { } viewer && viewer.RecordCount > room.Shard.Options.EntitiesPerRoom) throw Failure(run, $"{session.PlayerName} is shown {viewer.RecordCount} entities");
        }
    }
}
