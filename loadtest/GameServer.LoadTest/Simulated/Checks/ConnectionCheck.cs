using GameServer.Client;

namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>A connection ends only for a reason that the network gave: silence, refusal under attack, or bytes altered on the way.</summary>
internal sealed class ConnectionCheck() : RunCheck("connection")
{
    public override void Closed(SimulatedRun run, SimulatedPlayer player)
    {
        if (player.Plan.Corrupts) return;
        GameClient client = player.Client!;
        bool isExcused = client.CloseReason switch
        {
            ClientCloseReason.ConnectionFailed or ClientCloseReason.TimedOut => true,
            ClientCloseReason.ServerClosed => run.WasDisturbed(player),
            _ => false,
        };
        if (!isExcused) throw Failure(run, $"{player} was closed: {client.CloseReason} {client.CloseText}");
    }
}
