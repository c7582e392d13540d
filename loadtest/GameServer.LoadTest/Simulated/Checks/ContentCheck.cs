using GameServer.Client;

namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>In the end every room plays by what the plan says, and every honest player with a seat by the same.</summary>
internal sealed class ContentCheck() : RunCheck("content")
{
    public override void Ended(SimulatedRun run)
    {
        if (run.Plan.Content is not { } content) return;
        foreach (SimulatedRoom room in run.Rooms)
        {
            if (room.IsClosed || !room.Shard.Shard.Rooms.Has(room.Room.Id)) continue;   // it plays no more
            ulong expected = content.EditionFor(room.Room.Id, run.Now)!.Version;
            if (room.Room.ContentVersion != expected) throw Failure(run, $"room {room.Room.Id} plays by content {room.Room.ContentVersion:x16}, and should by {expected:x16}");
        }

        foreach (SimulatedPlayer player in run.Players)
        {
            if (!player.IsTrusted || player.Client is not { State: ClientState.Playing } client || run.RoomOf(client.Room) is not { } room) continue;
            if (client.Content.Hash != room.Room.ContentVersion) throw Failure(run, $"{player.Name} in room {client.Room} plays by content {client.Content.Hash:x16}, the room by {room.Room.ContentVersion:x16}");
            run.Tally.Add("changes of content taken", client.Statistics.ContentTaken);
            if (client.Statistics.ContentRefused > 0) throw Failure(run, $"{player.Name} could not accept content of its own build");
        }
    }
}
