namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>Where nothing on the way alters datagrams, no state hash differs and no message is malformed.</summary>
internal sealed class HashCheck() : RunCheck("hash")
{
    public override void Stepped(SimulatedRun run)
    {
        foreach (SimulatedPlayer player in run.Players)
        {
            if (player.Client is not { } client || player.Plan.Corrupts) continue;
            if (client.Statistics.HashMismatches > 0) throw Failure(run, $"{player} found a state hash that differs, tick {client.World?.Newest}");
            if (client.Statistics.Malformed > 0) throw Failure(run, $"{player} was sent a message that cannot be read");
        }
    }
}
