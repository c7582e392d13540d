using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GameServer.Persistence;
using GameServer.Server;

namespace GameServer.Host.Data;

/// <summary>What the operator's log says of the player store: a line per change of state, and one whenever players were turned away or games refused a promise.</summary>
internal sealed class PlayerLog(StatusBoard[] boards, PlayerRecords records)
{
    private StoreHealth _health;
    private bool _isFull;
    private long _refused;
    private long _missing;
    private int _keptAside;

    /// <summary>The lines to print now, mostly none.</summary>
    public IReadOnlyList<string> Next()
    {
        List<string> lines = [];
        PlayerWriterStatus status = records.Status;
        ShardStatus[] shards = [.. boards.Select(board => board.Read())];
        if (status.Health != _health) lines.Add(HealthLine(status));
        if (status.IsFull != _isFull) lines.Add(status.IsFull ? "player records: the writer's memory is used up; effects wait in the rooms from now on" : "player records: the writer takes effects again");
        long refused = shards.Sum(shard => shard.PromisesRefused);
        double fill = shards.Max(shard => shard.OutboxFill);
        if (refused > _refused) lines.Add(Line($"player records: games were refused {refused - _refused} promise(s); the fullest room's outbox is {fill:P0} full"));
        long missing = shards.Sum(shard => shard.ProfilesMissing);
        if (missing > _missing) lines.Add(Line($"player records: {missing - _missing} login(s) without a profile"));
        if (status.PlayersKeptAside != _keptAside) lines.Add(KeptAsideLine(status));
        _keptAside = status.PlayersKeptAside;
        _health = status.Health;
        _isFull = status.IsFull;
        _refused = refused;
        _missing = missing;
        return lines;
    }

    private static string HealthLine(PlayerWriterStatus status) => status.Health == StoreHealth.Good
        ? Line($"player records: the store answers again; {status.EffectsWaiting} effect(s) wait")
        : Line($"player records: {status.Health}, {status.FailureText}. Rooms go on; {status.EffectsWaiting} effect(s) wait, the oldest for {status.OldestWaitingMs} ms");

    private static string KeptAsideLine(PlayerWriterStatus status) => status.PlayersKeptAside == 0
        ? "player records: everything that the store refused is stored now"
        : Line($"player records: the store refuses the records of {status.PlayersKeptAside} player(s), {status.FailureText}; what they were promised is kept in files and tried again every minute");

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
