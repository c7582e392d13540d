using GameServer.Client;

namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>Who comes back sits where he sat, and nobody is given another seat while the own one waits.</summary>
internal sealed class SeatCheck() : RunCheck("seats")
{
    /// <summary>A client was polled.</summary>
    public void Polled(SimulatedRun run, SimulatedPlayer player)
    {
        GameClient client = player.Client!;
        SeatStory seat = player.Seat;
        if (player.IsTrusted && client.IsSeated && seat.Session > 0) CheckSeat(run, player, client, seat);
        long awayMs = seat.Follow(client, run.Now.Nanoseconds, run.Shards[player.Plan.Shard].Life);
        if (awayMs >= 0) run.Tally.Record("resume (virtual ms)", awayMs);
    }

    private void CheckSeat(SimulatedRun run, SimulatedPlayer player, GameClient client, SeatStory seat)
    {
        bool isSame = client.Room == seat.Room && client.Player == seat.Player;
        if (client.SessionCount == seat.Session)
        {
            if (!isSame) throw Failure(run, $"{player} came back, and had sat in seat {seat.Player} of room {seat.Room}");
            return;
        }

        run.Tally.Add("clients given another seat");
        if (isSame || run.RoomOf(seat.Room) is not { } room || !room.Shard.IsUp) return;

        // A kill may bring a seat back that was given up before: then the client may have been told so rightly.
        bool mayHaveReturned = room.Shard.Life > 1 && !room.SeatedAtDeath.Contains(player.Name);
        if (!mayHaveReturned && room.Find(seat.Player, player.Name) is { } waiting) throw Failure(run, $"{player} was given another seat while seat {waiting.Player} of room {seat.Room} waits for it, {waiting.State}");
    }
}
