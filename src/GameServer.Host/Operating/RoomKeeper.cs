using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Data;
using GameServer.Persistence;
using GameServer.Server;

namespace GameServer.Host.Operating;

/// <summary>
/// Opens and closes rooms. What a shard's roster says is stored before the shard does it: a room that players were told of is found again after a crash, and one that was to close does not come back.
/// </summary>
internal sealed class RoomKeeper : IDisposable
{
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly ShardDesk[] _shards;
    private readonly ShardStore?[] _stores;
    private readonly EndedRooms? _ended;
    private readonly RoomRoster[] _rosters;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Timer _timer;

    /// <summary>Takes over the rooms there are.</summary>
    /// <param name="shards">That run.</param>
    /// <param name="stores">What each keeps; null for those that keep nothing.</param>
    /// <param name="options">Of each, as it was started without a store.</param>
    /// <param name="ended">Where rooms that are gone are remembered for the players' ledgers; null where nothing is kept.</param>
    public RoomKeeper(IReadOnlyList<ShardDesk> shards, IReadOnlyList<ShardStore?> stores, Func<int, ShardOptions> options, EndedRooms? ended)
    {
        _ended = ended;
        _shards = [.. shards];
        _stores = [.. stores];
        _rosters = [.. _stores.Select((store, index) => store?.Recovered.Roster ?? RoomRoster.Of(options(index)))];
        _timer = new Timer(_ => Settle(), null, s_period, s_period);
    }

    /// <summary>Opens a room more.</summary>
    /// <param name="shard">Where; null for the shard with fewest rooms.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<Outcome<RoomChange>> OpenAsync(int? shard, CancellationToken cancel)
    {
        if (shard is { } wanted && (wanted < 0 || wanted >= _shards.Length)) return new Outcome<RoomChange>(null, OperationProblem.ShardUnknown, $"there is no shard {wanted}; the shards are 0 to {_shards.Length - 1}");
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            int index = shard ?? Array.IndexOf(_rosters, _rosters.MinBy(roster => roster.All.Count));
            if (_rosters[index].All.Count >= ShardOptions.RoomsMax) return new Outcome<RoomChange>(null, OperationProblem.TooManyRooms, $"shard {index} has {ShardOptions.RoomsMax} rooms, and more cannot be");
            RoomId id = new(_rosters.Max(roster => roster.NextRoomId));   // no room of the node has had it
            ShardDesk desk = _shards[index];
            PreparedRoom room = await Task.Run(() => desk.Shard.Prepare(id), cancel).ConfigureAwait(false);
            if (Keep(index, _rosters[index].WithOpen(id)) is { } problem) return new Outcome<RoomChange>(null, OperationProblem.StorageFailed, problem);
            _stores[index]?.Checkpoints.Add(room);
            Outcome<OpenRoomRequest> opened = await desk.AskAsync(new OpenRoomRequest(room), CancellationToken.None).ConfigureAwait(false);
            if (opened is { IsDone: true, Value.IsOpened: true }) return Change(index, id, "open");
            if (opened.Problem == OperationProblem.NoAnswer) return opened.As<RoomChange>();   // it may still be opened
            Forget(index, id);
            return opened.IsDone ? new Outcome<RoomChange>(null, OperationProblem.Draining, "the server is stopping") : opened.As<RoomChange>();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Closes a room: its players are sent away, and it is gone once what it promised them is stored.</summary>
    /// <param name="room">Its number.</param>
    /// <param name="text">For its players to read.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<Outcome<RoomChange>> CloseAsync(int room, string text, CancellationToken cancel)
    {
        RoomId id = new(room);
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            int index = Array.FindIndex(_rosters, roster => roster.Open.Contains(id));
            if (index < 0) return new Outcome<RoomChange>(null, OperationProblem.RoomUnknown, $"there is no open room {room}");
            if (_rosters[index].Open.Count == 1) return new Outcome<RoomChange>(null, OperationProblem.LastRoom, $"room {room} is the only one of shard {index}: open another there first, or drain the server");
            RoomRoster before = _rosters[index];
            if (Keep(index, before.WithClosing(id)) is { } problem) return new Outcome<RoomChange>(null, OperationProblem.StorageFailed, problem);
            Outcome<CloseRoomRequest> closed = await _shards[index].AskAsync(new CloseRoomRequest(id, text), CancellationToken.None).ConfigureAwait(false);
            if (closed.Problem == OperationProblem.Busy) Keep(index, before);
            if (!closed.IsDone) return closed.As<RoomChange>();
            bool isGone = await IsGoneAsync(index, id).ConfigureAwait(false);
            if (isGone) Forget(index, id);
            return Change(index, id, isGone ? "closed" : "closing");
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        using ManualResetEvent ended = new(false);
        if (_timer.Dispose(ended)) ended.WaitOne();
        _gate.Dispose();
    }

    private async Task<bool> IsGoneAsync(int index, RoomId id)
    {
        for (TimeSpan waited = TimeSpan.Zero; waited < s_patience; waited += s_glance)
        {
            if (!_shards[index].Shard.Rooms.Has(id)) return true;
            await Task.Delay(s_glance).ConfigureAwait(false);
        }

        return false;
    }

    // Rooms whose closing took longer, or that a former process did not finish.
    private void Settle()
    {
        if (!_gate.Wait(0)) return;
        try
        {
            for (int i = 0; i < _shards.Length; i++)
            {
                foreach (RoomId closing in _rosters[i].Closing)
                {
                    if (!_shards[i].Shard.Rooms.Has(closing)) Forget(i, closing);
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private Outcome<RoomChange> Change(int index, RoomId room, string state) => new(new RoomChange(room.Value, index, _shards[index].Port, state));

    // Whatever cannot be stored or deleted now is so at the next start.
    private void Forget(int index, RoomId room)
    {
        try
        {
            if (_stores[index]?.Checkpoints.Remove(room) is { } key) _ended?.Add(key, LedgerSweep.Today);
            Keep(index, _rosters[index].Without(room));
        }
        catch (IOException)
        {
            _rosters[index] = _rosters[index].Without(room);
        }
    }

    /// <returns>Why not; null when it is stored.</returns>
    private string? Keep(int index, RoomRoster roster)
    {
        try
        {
            if (_stores[index] is { } store) roster.Write(store.Storage);
            _rosters[index] = roster;
            return null;
        }
        catch (IOException failure)
        {
            return $"the list of rooms cannot be stored: {failure.Message}";
        }
    }
}
