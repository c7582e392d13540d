using System.Collections.Generic;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated.Hostile;

/// <summary>
/// Somebody who has listened, and shows a resume token again that its player has used: it must open nothing. Thieves give up with a kill, because a crash may take back the very return
/// that spent a token.
/// </summary>
internal sealed class TokenThieves(SimulatedRun run)
{
    private const double HesitatesSeconds = 1;   // the server must have heard of the player's return
    private const double TriesForSeconds = 8;
    private const uint Street = 0x0A03_0002;

    private readonly List<Thief> _thieves = [];
    private readonly SnapshotScratch _scratch = new();
    private readonly BotTimes _times = new();
    private int _count;

    public void Step()
    {
        long nowNs = run.Now.Nanoseconds;
        foreach (SimulatedPlayer player in run.Players)
        {
            if (!player.IsTrusted || player.Seat.SpentTicket is null || player.Client is not { State: ClientState.Playing }) continue;
            SimulatedShard shard = run.Shards[player.Plan.Shard];
            bool isSpent = shard.IsUp && shard.Life == player.Seat.ResumedInLife && nowNs - player.Seat.ResumedNs > HesitatesSeconds * Timestamp.NanosecondsPerSecond;
            if (isSpent) Send(player, shard);
        }

        for (int i = _thieves.Count - 1; i >= 0; i--)
        {
            if (!IsDone(_thieves[i])) continue;
            _thieves[i].Socket.Dispose();
            _thieves.RemoveAt(i);
        }
    }

    public void Stop()
    {
        foreach (Thief thief in _thieves) thief.Socket.Dispose();
        _thieves.Clear();
    }

    private void Send(SimulatedPlayer victim, SimulatedShard shard)
    {
        IDatagramSocket socket = run.Network.Bind(Endpoint.FromIPv4(Street + ((uint)_count++ << 8), 0));
        GameClientOptions options = run.Plan.Client with { PlayerName = $"{HostileActor.NamePrefix}thief-{_count}", Ticket = victim.Seat.TakeSpentTicket() };
        Bot bot = new(options, BotBehaviour.Afk, run.Plan.FieldSizeOf(shard.Options), socket, _scratch, _times, run.Plan.Seed + (ulong)_count);
        bot.Client.Connect(shard.Endpoint, run.Now);
        long untilNs = run.Now.Nanoseconds + (long)(TriesForSeconds * Timestamp.NanosecondsPerSecond);
        _thieves.Add(new Thief(victim, bot.Client, socket, shard, shard.Life, untilNs));
    }

    private bool IsDone(in Thief thief)
    {
        if (thief.Shard.Life != thief.Life || !thief.Shard.IsUp) return true;
        thief.Client.Poll(run.Now);
        if (thief.Client.SessionCount > 0 && thief.Client.Ticket is not null) throw new CheckFailedException("tokens", System.FormattableString.Invariant($"at {run.Seconds:0.000} s: a spent token of {thief.Victim} opened seat {thief.Client.Player}"));
        bool isRefused = thief.Client.Ticket is null;
        if (isRefused) run.Tally.Add("spent tokens refused");
        return isRefused || thief.Client.State == ClientState.Closed || run.Now.Nanoseconds >= thief.UntilNs;
    }

    private readonly record struct Thief(SimulatedPlayer Victim, GameClient Client, IDatagramSocket Socket, SimulatedShard Shard, int Life, long UntilNs);
}
