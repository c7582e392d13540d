using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.LoadTest.Simulated.Checks;

/// <summary>
/// Every command whose result a client was told has been applied, once, and stays so whatever is killed; what has no result yet was applied once or not at all. Excused is a shard whose
/// disk broke its word.
/// </summary>
internal sealed class CommandCheck() : RunCheck("commands")
{
    public override void Stepped(SimulatedRun run)
    {
        foreach (SimulatedPlayer player in run.Players) Check(run, player, recovered: null);
    }

    public override void Recovered(SimulatedRun run, SimulatedShard shard)
    {
        foreach (SimulatedPlayer player in run.Players) Check(run, player, shard);
    }

    private void Check(SimulatedRun run, SimulatedPlayer player, SimulatedShard? recovered)
    {
        if (!player.IsTrusted || player.Client is not { } client || client.State == ClientState.Closed || client.Ticket is null) return;
        PurchaseLedger ledger = player.Purchases;
        if (ledger.Session != client.SessionCount || run.RoomOf(client.Room) is not { } room || !room.Shard.IsUp) return;
        if (!room.Shard.Disk.Keeps || room.Shard.Disk.HasBrokenItsWord) return;
        if (room.Find(client.Player, player.Name) is { } session)
        {
            CheckSession(run, player, ledger, session);
            return;
        }

        bool isLost = !room.IsClosed && recovered == room.Shard && ledger.Answered > 0 && room.SeatedAtDeath.Contains(player.Name);
        if (isLost) throw Failure(run, $"{player} was told the results of {ledger.Answered} commands, and has no seat any more");
    }

    private void CheckSession(SimulatedRun run, SimulatedPlayer player, PurchaseLedger ledger, Session session)
    {
        Room room = session.Room;
        SeatCommands? commands = room.Simulation.CommandsOf(session.Player);
        uint applied = commands?.LastApplied ?? 0;
        if (applied < ledger.Answered) throw Failure(run, $"{player} was told the results of {ledger.Answered} commands, and {applied} are applied in tick {room.Tick}");
        if (commands?.LastQueued > ledger.Sent) throw Failure(run, $"{player} gave {ledger.Sent} commands, and {commands.LastQueued} were taken");
        EntityId ship = room.World.FocusOf(session.Player);
        if (!room.World.IsAlive(ship)) return;
        int bought = room.World.Get(ArenaSchema.Purse, ship).Purchases;
        bool isKept = bought >= ledger.Bought && bought <= ledger.Bought + (ledger.Sent - ledger.Answered);
        if (!isKept) throw Failure(run, $"{player} was told of {ledger.Bought} purchases, {ledger.Sent - ledger.Answered} commands are unanswered, and the ship holds {bought} purchases");
    }
}
