using System.Collections.Generic;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Simulated.Checks;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated;

/// <summary>Starts players' clients, lets them poll at their own pace, and starts them again when they were closed.</summary>
internal sealed class PlayerStarter(SimulatedRun run)
{
    private readonly Dictionary<string, InputLedger> _ledgers = [];
    private readonly SnapshotScratch _scratch = new();
    private readonly BotTimes _times = new();
    private Prng _prng = Prng.For(run.Plan.Seed, "players");

    public InputLedger? LedgerOf(string name) => _ledgers.GetValueOrDefault(name);

    public void Step(SimulatedPlayer player)
    {
        long nowNs = run.Now.Nanoseconds;
        if (player.Bot is null)
        {
            if (nowNs >= player.NextJoinNs) Start(player);
            return;
        }

        if (nowNs < player.NextPollNs) return;
        player.NextPollNs = nowNs + (long)(_prng.NextDouble() * player.Plan.FrameMs * Timestamp.NanosecondsPerMillisecond);
        player.Client!.Poll(player.Clock.At(run.Now));
        run.Seats.Polled(run, player);
        player.Purchases.Step(player.Client, nowNs);
        if (player.MovedAtNs > 0 && nowNs - player.MovedAtNs > 3 * Timestamp.NanosecondsPerSecond)
        {
            run.Tally.Add(player.Client.State == ClientState.Playing ? "address changes survived" : "address changes not survived");
            player.MovedAtNs = 0;
        }

        if (player.Client.State == ClientState.Closed) EndClosed(player);
    }

    /// <summary>Says goodbye and starts again later; the farewell is given a second to get through.</summary>
    public static void Leave(SimulatedPlayer player, long rejoinNs)
    {
        player.Client?.Leave();
        player.NextJoinNs = rejoinNs;
    }

    /// <summary>Ends without a word.</summary>
    public static void Vanish(SimulatedPlayer player, long rejoinNs)
    {
        player.Socket?.Dispose();
        player.Socket = null;
        player.Bot = null;
        player.NextJoinNs = rejoinNs;
    }

    private void EndClosed(SimulatedPlayer player)
    {
        long nowNs = run.Now.Nanoseconds;
        GameClient client = player.Client!;
        if (client.CloseReason == ClientCloseReason.Left)
        {
            // A few more polls see the goodbye through.
            if (nowNs < player.NextJoinNs) return;
            Vanish(player, nowNs);
            return;
        }

        run.Tally.Add($"closed: {client.CloseReason}");
        foreach (RunCheck check in run.Checks) check.Closed(run, player);
        Vanish(player, nowNs + (long)((0.1 + _prng.NextDouble()) * Timestamp.NanosecondsPerSecond));
    }

    private void Start(SimulatedPlayer player)
    {
        run.Tally.Add(player.Starts == 0 ? "players" : "clients started again");
        player.Starts++;
        string name = player.Name;
        player.Ledger = new InputLedger();
        player.IsTrusted = !player.Plan.Corrupts;
        player.MovedAtNs = 0;
        player.Purchases = new PurchaseLedger(StateHasher.Mix(run.Plan.Seed + ((ulong)player.Index << 32) + (ulong)player.Starts));
        player.Seat = new SeatStory();
        if (player.IsTrusted) _ledgers[name] = player.Ledger;

        // Everyone has a network of their own: a server limits what one address and one /24 may ask for.
        Endpoint home = Endpoint.FromIPv4(0x0A01_0002 + ((uint)player.Index << 8), 0);
        player.Socket = run.Network.Bind(home);
        SimulatedShard shard = run.Shards[player.Plan.Shard];
        GameClientOptions options = run.Plan.Client with { PlayerName = name, RoomId = player.Plan.Room };
        float fieldSize = run.Plan.FieldSizeOf(shard.Options);
        player.Bot = new Bot(options, player.Plan.Behaviour, fieldSize, player.Socket, _scratch, _times, _prng.NextULong(), player);
        FaultInjector.SetPath(run, player);
        player.Client!.Connect(shard.Endpoint, player.Clock.At(run.Now));
        player.NextPollNs = run.Now.Nanoseconds;
    }
}
