using GameServer.Client;
using GameServer.Core;
using GameServer.Server;

namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>A connection ends only for a reason that the network gave: silence, refusal under attack, or bytes altered on the way.</summary>
internal sealed class ConnectionCheck() : RunCheck("connection")
{
    private const int HeardMs = 500;   // so much before its timeout the server must not lose patience

    /// <summary>A server that has just heard of a player, who still holds the connection, does not give the player up.</summary>
    public override void Stepped(SimulatedRun run)
    {
        foreach (SimulatedPlayer player in run.Players)
        {
            if (!player.IsTrusted || player.Client is not { IsSeated: true } client || player.Room is not { } room || !room.Shard.IsUp) continue;
            if (room.Find(client.Player, player.Name) is not { State: SessionState.Interrupted } session || session.ArrivedNs == 0) continue;
            long heardMs = (run.Now.Nanoseconds - session.ArrivedNs) / Timestamp.NanosecondsPerMillisecond;
            if (heardMs < room.Shard.Options.Transport.DisconnectTimeoutMs - HeardMs) throw Failure(run, $"{player} was given up, and an input had come {heardMs} ms ago");
        }
    }

    public override void Closed(SimulatedRun run, SimulatedPlayer player)
    {
        if (player.Plan.Corrupts) return;
        GameClient client = player.Client!;
        bool isExcused = client.CloseReason switch
        {
            ClientCloseReason.ConnectionFailed or ClientCloseReason.TimedOut => true,
            ClientCloseReason.ServerClosed => run.WasDisturbed(player) || WasOperated(run, player),
            ClientCloseReason.Kicked or ClientCloseReason.JoinRefused => WasOperated(run, player),
            ClientCloseReason.ConnectionRejected => client.SessionCount == 0 && WasOperated(run, player),   // sent away again and again, they fill the server; who has a seat asks on
            _ => false,
        };
        if (!isExcused) throw Failure(run, $"{player} was closed: {client.CloseReason} {client.CloseText}");
    }

    private static bool WasOperated(SimulatedRun run, SimulatedPlayer player) => run.Now.Nanoseconds < player.OperatedUntilNs;
}
