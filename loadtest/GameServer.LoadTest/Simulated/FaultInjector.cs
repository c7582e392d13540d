using System;
using System.Collections.Generic;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Simulated.Hostile;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated;

/// <summary>Does to a run what its plan says, when it says so.</summary>
internal sealed class FaultInjector(SimulatedRun run)
{
    private readonly long[] _shardDisturbedUntilNs = new long[run.Plan.Shards.Count];
    private int _next;

    /// <summary>Gives a player's present address the conditions of its path.</summary>
    public static void SetPath(SimulatedRun run, SimulatedPlayer player)
    {
        if (player.Socket is null || run.IsHealed) return;
        Endpoint server = run.Shards[player.Plan.Shard].Endpoint;
        run.Network.SetLink(player.Socket.LocalEndpoint, server, player.Up);
        run.Network.SetLink(server, player.Socket.LocalEndpoint, player.Down);
    }

    public bool ShardWasDisturbed(int shard) => run.Now.Nanoseconds < _shardDisturbedUntilNs[shard];

    public void Apply()
    {
        foreach (SimulatedPlayer player in run.Players)
        {
            if (run.Now.Nanoseconds >= player.LinkRestoredNs) RestorePath(player);
        }

        IReadOnlyList<Fault> faults = run.Plan.Faults.Faults;
        while (_next < faults.Count && faults[_next].AtSeconds <= run.Seconds) Apply(faults[_next++]);
    }

    /// <summary>Ends everything that is still going on.</summary>
    public void Heal()
    {
        foreach (SimulatedShard shard in run.Shards) shard.Heal();
        foreach (SimulatedPlayer player in run.Players)
        {
            player.NextPollNs = Math.Min(player.NextPollNs, run.Now.Nanoseconds);
            player.NextJoinNs = Math.Min(player.NextJoinNs, After(1));
        }
    }

    public void CountNetwork(IReadOnlyList<HostileActor> hostiles)
    {
        NetworkCounters counters = run.Network.Counters;
        run.Tally.Add("datagrams", counters.Sent);
        run.Tally.Add("datagrams lost by chance", counters.Lost);
        run.Tally.Add("datagrams dropped by full queues", counters.QueueDropped);
        run.Tally.Add("datagrams too large", counters.TooLarge);
        run.Tally.Add("datagrams sent into the dark", counters.Darkened);
        run.Tally.Add("datagrams doubled", counters.Duplicated);
        run.Tally.Add("datagrams reordered", counters.Reordered);
        run.Tally.Add("datagrams altered", counters.Corrupted);
        foreach (HostileActor hostile in hostiles) run.Tally.Add($"hostile datagrams: {hostile.Plan.Kind}", hostile.SentCount);
        foreach (SimulatedShard shard in run.Shards) CountDisk(shard.Disk.Storage);
        foreach (SimulatedPlayer player in run.Players)
        {
            if (player.Client is not { } client) continue;
            run.Tally.Add("snapshots applied", client.Statistics.SnapshotsApplied);
            run.Tally.Add("baselines missing", client.Statistics.BaselinesMissing);
            run.Tally.Add("state hashes compared", client.Statistics.HashChecks);
            run.Tally.Add("views found wrong and emptied", client.Statistics.HashMismatches);
        }
    }

    private void CountDisk(Persistence.SimulatedStorage disk)
    {
        run.Tally.Add("disk: appends that found no space", disk.FullCount);
        run.Tally.Add("disk: appends torn", disk.AppendsFailed);
        run.Tally.Add("disk: flushes failed", disk.FlushesFailed);
        run.Tally.Add("disk: flushes that lied", disk.LiesTold);
        run.Tally.Add("disk: bits flipped", disk.BitsFlipped);
    }

    private long After(double seconds) => run.Now.Nanoseconds + (long)(seconds * Timestamp.NanosecondsPerSecond);

    private void Apply(in Fault fault)
    {
        run.Tally.Add($"fault: {fault.Kind}");
        if (fault.Kind >= FaultKind.SlowTick) ApplyToShard(fault);
        else ApplyToPlayer(fault, run.Players[fault.Subject]);
    }

    private void ApplyToShard(in Fault fault)
    {
        // What was lost here may take a timeout to show.
        SimulatedShard shard = run.Shards[fault.Subject];
        _shardDisturbedUntilNs[fault.Subject] = After(fault.Seconds + 30);
        switch (fault.Kind)
        {
            case FaultKind.SlowTick:
                shard.AsleepUntilNs = After(fault.Seconds);
                break;
            case FaultKind.Kill or FaultKind.PowerCut:
                shard.Kill(fault.Kind == FaultKind.PowerCut, After(fault.Seconds));
                break;
            case FaultKind.DiskFull:
                shard.Disk.Fill(After(fault.Seconds));
                break;
            case FaultKind.DiskSlow:
                shard.Disk.AsleepUntilNs = After(fault.Seconds);
                break;
            default:
                DarkenShard(fault);
                break;
        }
    }

    private void DarkenShard(in Fault fault)
    {
        foreach (SimulatedPlayer player in run.Players)
        {
            if (player.Plan.Shard == fault.Subject) Darken(player, fault);
        }
    }

    private void ApplyToPlayer(in Fault fault, SimulatedPlayer player)
    {
        if (player.Client is not { } client) return;
        player.DisturbedUntilNs = Math.Max(player.DisturbedUntilNs, After(Math.Abs(fault.Seconds) + 30));
        switch (fault.Kind)
        {
            case FaultKind.LinkChange:
                LinkConditions network = LinkPresets.At(fault.Amount);
                ChangePath(player, fault, path => network with { CorruptChance = path.CorruptChance });
                break;
            case FaultKind.MtuBlackHole:
                int bytes = fault.Amount;
                ChangePath(player, fault, path => path with { MtuBytes = bytes });
                break;
            case FaultKind.Throttle:
                int rate = fault.Amount;
                ChangePath(player, fault, path => path with { BytesPerSecond = rate, QueueBytes = Math.Max(2_000, rate / 2) });
                break;
            case FaultKind.Blackout:
                Darken(player, fault);
                break;
            case FaultKind.AddressChange:
                MoveAddress(player, client);
                break;
            case FaultKind.ClockStep:
                player.Clock.Step(fault.Seconds);
                break;
            case FaultKind.Stall:
                player.NextPollNs = After(fault.Seconds);
                break;
            case FaultKind.Leave:
                PlayerStarter.Leave(player, After(fault.Seconds));
                break;
            case FaultKind.Vanish:
                PlayerStarter.Vanish(player, After(fault.Seconds));
                break;
        }
    }

    private void ChangePath(SimulatedPlayer player, in Fault fault, Func<LinkConditions, LinkConditions> change)
    {
        if ((fault.Directions & Directions.Up) != 0) player.Up = change(player.Plan.Up);
        if ((fault.Directions & Directions.Down) != 0) player.Down = change(player.Plan.Down);
        player.LinkRestoredNs = After(fault.Seconds);
        SetPath(run, player);
    }

    private void RestorePath(SimulatedPlayer player)
    {
        player.Up = player.Plan.Up;
        player.Down = player.Plan.Down;
        player.LinkRestoredNs = long.MaxValue;
        SetPath(run, player);
    }

    private void Darken(SimulatedPlayer player, in Fault fault)
    {
        if (player.Socket is null) return;
        Endpoint server = run.Shards[player.Plan.Shard].Endpoint;
        Timestamp until = run.Now.Plus(After(fault.Seconds) - run.Now.Nanoseconds);
        if ((fault.Directions & Directions.Up) != 0) run.Network.Blackout(player.Socket.LocalEndpoint, server, until);
        if ((fault.Directions & Directions.Down) != 0) run.Network.Blackout(server, player.Socket.LocalEndpoint, until);
    }

    private void MoveAddress(SimulatedPlayer player, GameClient client)
    {
        if (client.State == ClientState.Playing) player.MovedAtNs = run.Now.Nanoseconds;
        Endpoint old = player.Socket!.LocalEndpoint;
        run.Network.Rebind(player.Socket, Endpoint.FromIPv4((uint)old.AddressLow, 0));
        SetPath(run, player);
    }
}
