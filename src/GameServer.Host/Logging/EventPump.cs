using System;
using System.Collections.Generic;
using System.Threading;
using GameServer.Core;
using GameServer.Server;
using GameServer.Transport;

namespace GameServer.Host.Logging;

/// <summary>Takes what happened to players from the shards, twenty times a second on a thread of its own, to log and timelines.</summary>
internal sealed class EventPump : IDisposable
{
    private const int BatchMax = 256;

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(50);

    private readonly ServerLog _log;
    private readonly IReadOnlyList<SessionEvents> _shards;
    private readonly Func<int, long> _dropped;
    private readonly PlayerLogger _players;
    private readonly SessionEvent[] _batch = new SessionEvent[BatchMax];
    private readonly long[] _droppedBefore;
    private readonly long[]?[] _countedErrors;
    private readonly ManualResetEventSlim _stopping = new(initialState: false, spinCount: 0);   // it is only ever waited out: spinning first would cost more than the work between
    private readonly Thread _thread;
    private Action<Exception> _failed = _ => { };

    /// <param name="log">Where they go.</param>
    /// <param name="shards">Where they come from.</param>
    /// <param name="dropped">How many a shard had to drop, by its own picture.</param>
    public EventPump(ServerLog log, IReadOnlyList<SessionEvents> shards, Func<int, long> dropped)
    {
        _log = log;
        _shards = shards;
        _dropped = dropped;
        _players = new PlayerLogger(log);
        _droppedBefore = new long[shards.Count];
        _countedErrors = new long[shards.Count][];
        _thread = new Thread(Repeat) { Name = "events", IsBackground = true };
    }

    /// <summary>Starts to take.</summary>
    /// <param name="failed">Called when the thread ends by an error that is ours.</param>
    public void Start(Action<Exception> failed)
    {
        _failed = failed;
        _thread.Start();
    }

    /// <summary>Takes all there is now; by its thread, or without one.</summary>
    public void Pump()
    {
        for (int shard = 0; shard < _shards.Count; shard++)
        {
            // A shard that tells faster than we write is not waited for: the others have events too.
            int left = SessionEvents.Capacity;
            int count;
            while (left > 0 && (count = _shards[shard].Read(_batch)) > 0)
            {
                left -= count;
                for (int i = 0; i < count; i++) Tell(shard, _batch[i]);
            }

            long dropped = _dropped(shard);
            if (dropped > _droppedBefore[shard]) NodeMessages.EventsLost(_log.Node, shard, dropped - _droppedBefore[shard]);
            _droppedBefore[shard] = dropped;
            CountDroppedErrors(shard);
        }

        Array.Clear(_batch);   // lets go of their texts
        long skipped = _players.TakeSkipped();
        if (skipped > 0) NodeMessages.EventsSkipped(_log.Node, skipped);
    }

    /// <summary>Ends the thread, and takes what is left. The shards' threads must have ended.</summary>
    public void Dispose()
    {
        if (!_stopping.IsSet)
        {
            _stopping.Set();
            if (_thread.IsAlive) _thread.Join();
            Pump();
        }

        _stopping.Dispose();
    }

    private void Repeat()
    {
        try
        {
            while (!_stopping.Wait(s_period)) Pump();
        }
        catch (Exception broken)
        {
            _failed(broken);
        }
    }

    // What found no place is in no line and no timeline, but it did happen.
    private void CountDroppedErrors(int shard)
    {
        ReadOnlySpan<long> dropped = _shards[shard].DroppedErrors;
        long[] counted = _countedErrors[shard] ??= new long[dropped.Length];
        for (int i = 0; i < dropped.Length; i++)
        {
            long now = Volatile.Read(in dropped[i]);
            if (now > counted[i]) _log.Errors.Count(i, now - counted[i]);
            counted[i] = now;
        }
    }

    private void Tell(int shard, in SessionEvent happened)
    {
        _players.Begin(shard, happened, happened.Code());
        if (happened.Kind <= SessionEventKind.Resynced) TellOfConnection(happened);
        else TellOfSession(happened);
    }

    private void TellOfConnection(in SessionEvent happened)
    {
        string player = NameOf(happened);
        string address = PlayerLogger.AddressOf(happened);
        switch (happened.Kind)
        {
            case SessionEventKind.Connected:
                PlayerMessages.Connected(_players, address);
                break;
            case SessionEventKind.Disconnected:
                PlayerMessages.Disconnected(_players, address, ((DisconnectReason)happened.Reason).ToString(), happened.PlayerId.Length == 0 ? "" : $" ({player})");
                break;
            case SessionEventKind.AddressChanged:
                PlayerMessages.AddressChanged(_players, player, address);
                break;
            case SessionEventKind.Refused:
                PlayerMessages.Refused(_players, player, address, happened.Text);
                break;
            case SessionEventKind.ResumeRefused:
                PlayerMessages.ResumeRefused(_players, player, address, happened.Text);
                break;
            case SessionEventKind.CommandRefused:
                PlayerMessages.CommandRefused(_players, player, happened.Number);
                break;
            default:
                PlayerMessages.Resynced(_players, player);
                break;
        }
    }

    private void TellOfSession(in SessionEvent happened)
    {
        string player = NameOf(happened);
        switch (happened.Kind)
        {
            case SessionEventKind.Joined:
                PlayerMessages.Joined(_players, player, happened.Room, happened.Seat, happened.Number);
                break;
            case SessionEventKind.ProfileMissing:
                PlayerMessages.ProfileMissing(_players, player);
                break;
            case SessionEventKind.Interrupted:
                PlayerMessages.Interrupted(_players, player, happened.Room);
                break;
            case SessionEventKind.Resumed:
                PlayerMessages.Resumed(_players, player, happened.Room, happened.Number);
                break;
            case SessionEventKind.TakenOver:
                PlayerMessages.TakenOver(_players, player, happened.Room);
                break;
            case SessionEventKind.Left:
                PlayerMessages.Left(_players, player, happened.Room);
                break;
            case SessionEventKind.GraceOver:
                PlayerMessages.GraceOver(_players, player, happened.Room, happened.Number);
                break;
            default:
                TellOfOperator(happened, player);
                break;
        }
    }

    private void TellOfOperator(in SessionEvent happened, string player)
    {
        switch (happened.Kind)
        {
            case SessionEventKind.Kicked:
                PlayerMessages.Kicked(_players, player, happened.Room, happened.Text);
                break;
            case SessionEventKind.Banned:
                PlayerMessages.Banned(_players, player, happened.Room, happened.Text);
                break;
            case SessionEventKind.Moved:
                PlayerMessages.Moved(_players, player, happened.Room, happened.Number);
                break;
            case SessionEventKind.Messaged:
                PlayerMessages.Messaged(_players, player, happened.Room, happened.Text);
                break;
            case SessionEventKind.Stopped:
                PlayerMessages.Stopped(_players, player, happened.Room, happened.Text);
                break;
            case SessionEventKind.RoomClosed:
                PlayerMessages.RoomClosed(_players, player, happened.Room);
                break;
            case SessionEventKind.ContentChanged:
                PlayerMessages.ContentChanged(_players, happened.Room, VersionOf(happened));
                break;
            case SessionEventKind.ContentRefused:
                PlayerMessages.ContentRefused(_players, player, happened.Room, VersionOf(happened));
                break;
            default:
                throw new InvariantException($"nothing is said of {happened.Kind}");
        }
    }

    // Both: a name is what people call the player, an id is who it is.
    private static string NameOf(in SessionEvent happened)
    {
        if (happened.PlayerName.Length == 0) return happened.PlayerId.Length == 0 ? "somebody" : happened.PlayerId;
        return happened.PlayerId.Length == 0 || happened.PlayerId == happened.PlayerName ? happened.PlayerName : $"{happened.PlayerName} ({happened.PlayerId})";
    }

    private static string VersionOf(in SessionEvent happened) => ((ulong)happened.Number).ToString("x16", null);
}
