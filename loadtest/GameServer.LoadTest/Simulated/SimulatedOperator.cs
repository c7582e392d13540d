using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Server;

namespace GameServer.LoadTest.Simulated;

/// <summary>Does to a run's shards what its plan says operators do, in the way a host does it: what must outlive the process is stored first, then the shard is asked.</summary>
internal sealed class SimulatedOperator(SimulatedRun run)
{
    private const int FirstAddedRoom = 1_000;   // clear of the plan's own
    private const double ExcuseSeconds = 30;    // whoever was meant may notice as late as by a timeout

    private readonly Dictionary<SimulatedShard, double> _drainedUntil = [];
    private int _addedRooms;
    private int _next;

    /// <summary>Does what is due.</summary>
    public void Step()
    {
        IReadOnlyList<OperatorAct> acts = run.Plan.Operators;
        while (_next < acts.Count && acts[_next].AtSeconds <= run.Seconds) Do(acts[_next++]);
        foreach (SimulatedShard shard in _drainedUntil.Where(drained => run.Seconds >= drained.Value).Select(drained => drained.Key).ToArray()) Admit(shard);
    }

    /// <summary>Ends everything that is still going on.</summary>
    public void Heal()
    {
        foreach (SimulatedShard shard in _drainedUntil.Keys.ToArray()) Admit(shard);
    }

    /// <summary>Lets go of rooms that have ended.</summary>
    public void Settle()
    {
        foreach (SimulatedShard shard in run.Shards.Where(shard => shard.IsUp))
        {
            foreach (RoomId closing in shard.Roster.Closing)
            {
                if (shard.Shard.Rooms.Has(closing)) continue;
                shard.Disk.Checkpoints?.Remove(closing);
                if (TryKeep(shard, shard.Roster.Without(closing))) run.Tally.Add("operators: rooms gone");
            }
        }
    }

    private void Do(in OperatorAct act)
    {
        SimulatedShard shard = act.Kind is OperatorKind.Kick or OperatorKind.Move ? run.Shards[run.Players[act.Subject].Plan.Shard] : run.Shards[act.Subject];
        if (!shard.IsUp) return;
        bool isDone = act.Kind switch
        {
            OperatorKind.Kick => TryKick(shard, run.Players[act.Subject]),
            OperatorKind.Move => TryMove(shard, run.Players[act.Subject], act.Choice),
            OperatorKind.Message => Ask(shard, new NoticeRequest(new Notice(NoticeKind.Message, $"message {act.Choice}", 0, Redirect.Nowhere))),
            OperatorKind.OpenRoom => TryOpen(shard),
            OperatorKind.CloseRoom => TryClose(shard, act.Choice),
            _ => TryDrain(shard, act.Seconds),
        };
        if (isDone) run.Tally.Add($"operator: {act.Kind}");
    }

    private bool TryKick(SimulatedShard shard, SimulatedPlayer player)
    {
        if (SessionOf(shard, player) is not { } session) return false;
        Excuse(player, 0);
        return Ask(shard, new KickRequest(session.Key, "kicked"));
    }

    private bool TryMove(SimulatedShard shard, SimulatedPlayer player, int choice)
    {
        if (SessionOf(shard, player) is not { } session) return false;
        Room[] targets = [.. shard.Shard.Rooms.All.ToArray().Where(room => room is { IsClosing: false, HasFreeSeat: true } && room != session.Room)];
        if (targets.Length == 0) return false;
        RoomId target = targets[choice % targets.Length].Id;
        Excuse(player, 0);
        return Ask(shard, new ReserveSeatRequest(target, session.PlayerId)) && Ask(shard, new MoveRequest(session.Key, new Redirect(FormattableString.Invariant($":{shard.Endpoint.Port}"), target.Value), "moved"));
    }

    private bool TryOpen(SimulatedShard shard)
    {
        RoomId id = new(FirstAddedRoom + _addedRooms++);
        if (!TryKeep(shard, shard.Roster.WithOpen(id))) return false;
        PreparedRoom room = shard.Shard.Prepare(id);
        shard.Disk.Checkpoints?.Add(room);
        shard.Rooms.Add(new SimulatedRoom(run, shard, room.Room));
        return Ask(shard, new OpenRoomRequest(room));
    }

    private bool TryClose(SimulatedShard shard, int choice)
    {
        RoomId[] added = [.. shard.Roster.Open.Where(room => room.Value >= FirstAddedRoom)];   // players of the plan ask for the others by number
        if (added.Length == 0) return false;
        RoomId id = added[choice % added.Length];
        if (!TryKeep(shard, shard.Roster.WithClosing(id))) return false;
        shard.Rooms.Single(room => room.Room.Id == id).IsClosed = true;
        foreach (SimulatedPlayer player in run.Players.Where(player => player.Plan.Shard == run.Shards.IndexOf(shard))) Excuse(player, 0);   // here, or on the way
        return Ask(shard, new CloseRoomRequest(id, "closed"));
    }

    private bool TryDrain(SimulatedShard shard, double seconds)
    {
        _drainedUntil[shard] = run.Seconds + seconds;
        foreach (SimulatedPlayer player in run.Players.Where(player => player.Plan.Shard == run.Shards.IndexOf(shard))) Excuse(player, seconds);
        Drain drain = new(Redirect.Nowhere, "drained", run.Now.Nanoseconds + (long)(seconds * Timestamp.NanosecondsPerSecond));
        return Ask(shard, new DrainRequest(drain, new Notice(NoticeKind.Draining, drain.Text, (int)seconds, Redirect.Nowhere)));
    }

    private void Admit(SimulatedShard shard)
    {
        _drainedUntil.Remove(shard);
        if (shard.IsUp) Ask(shard, new DrainRequest(null, new Notice(NoticeKind.DrainCancelled, "", 0, Redirect.Nowhere)));
    }

    private void Excuse(SimulatedPlayer player, double seconds)
    {
        long untilNs = run.Now.Nanoseconds + (long)((seconds + ExcuseSeconds) * Timestamp.NanosecondsPerSecond);
        player.OperatedUntilNs = Math.Max(player.OperatedUntilNs, untilNs);
    }

    private static Session? SessionOf(SimulatedShard shard, SimulatedPlayer player)
    {
        foreach (Room room in shard.Shard.Rooms.All)
        {
            foreach (Session session in room.Sessions)
            {
                if (session.PlayerName == player.Name) return session;
            }
        }

        return null;
    }

    // A shard that sleeps may have its queue full: the operator is told so.
    private static bool Ask(SimulatedShard shard, ShardRequest request) => shard.Shard.Commands.TryAdd(request);

    private bool TryKeep(SimulatedShard shard, RoomRoster roster)
    {
        try
        {
            if (shard.Disk.Keeps) roster.Write(shard.Disk.Storage);
            shard.Roster = roster;
            return true;
        }
        catch (IOException)
        {
            run.Tally.Add("operators: told that the disk failed");
            return false;
        }
    }
}
