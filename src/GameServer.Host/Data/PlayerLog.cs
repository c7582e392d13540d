using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GameServer.Core;
using GameServer.Host.Logging;
using GameServer.Persistence;
using GameServer.Server;

namespace GameServer.Host.Data;

/// <summary>What the operator's log says of the player store: a line per change of state, and one whenever players were turned away or games refused a promise.</summary>
/// <param name="boards">The shards' pictures.</param>
/// <param name="read">What the writer of players' records has done and has before it.</param>
internal sealed class PlayerLog(StatusBoard[] boards, Func<PlayerWriterStatus> read)
{
    private StoreHealth _health;
    private bool _isFull;
    private long _refused;
    private long _missing;
    private int _keptAside;

    /// <summary>What to say now, mostly nothing.</summary>
    public IReadOnlyList<OperatorNote> Next()
    {
        List<OperatorNote> notes = [];
        PlayerWriterStatus status = read();
        ShardStatus[] shards = [.. boards.Select(board => board.Read())];
        if (status.Health != _health) notes.Add(HealthLine(status));
        if (status.IsFull != _isFull) notes.Add(FullLine(status.IsFull));
        long refused = shards.Sum(shard => shard.PromisesRefused);
        double fill = shards.Max(shard => shard.OutboxFill);
        if (refused > _refused) notes.Add(new(ErrorCode.PromiseRefused, Line($"player records: games were refused {refused - _refused} promise(s); the fullest room's outbox is {fill:P0} full")));
        long missing = shards.Sum(shard => shard.ProfilesMissing);
        if (missing > _missing) notes.Add(new(ErrorCode.ProfileUnavailable, Line($"player records: {missing - _missing} login(s) without a profile")));
        if (status.PlayersKeptAside != _keptAside) notes.Add(KeptAsideLine(status));
        _keptAside = status.PlayersKeptAside;
        _health = status.Health;
        _isFull = status.IsFull;
        _refused = refused;
        _missing = missing;
        return notes;
    }

    private static OperatorNote FullLine(bool isFull) => isFull
        ? new(ErrorCode.RecordsFull, "player records: the writer's memory is used up; effects wait in the rooms from now on")
        : new(ErrorCode.None, "player records: the writer takes effects again");

    private static OperatorNote HealthLine(PlayerWriterStatus status) => status.Health == StoreHealth.Good
        ? new(ErrorCode.None, Line($"player records: the store answers again; {status.EffectsWaiting} effect(s) wait"))
        : new(ErrorCode.RecordsFailing, Line($"player records: {status.Health}, {status.FailureText}. Rooms go on; {status.EffectsWaiting} effect(s) wait, the oldest for {status.OldestWaitingMs} ms"));

    private static OperatorNote KeptAsideLine(PlayerWriterStatus status) => status.PlayersKeptAside == 0
        ? new(ErrorCode.None, "player records: everything that the store refused is stored now")
        : new(ErrorCode.RecordsRefused, Line($"player records: the store refuses the records of {status.PlayersKeptAside} player(s), {status.FailureText}; what they were promised is kept in files and tried again every minute"));

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
