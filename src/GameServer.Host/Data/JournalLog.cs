using System;
using System.Collections.Generic;
using System.Globalization;
using GameServer.Core;
using GameServer.Host.Logging;
using GameServer.Persistence;
using GameServer.Server;

namespace GameServer.Host.Data;

/// <summary>
/// What the operator's log says of the disk: a line per shard and change of state. A disk that fails costs nothing while the queue holds; when a room's log has a gap, a crash would
/// take that room back to before it.
/// </summary>
/// <param name="boards">The shards' pictures.</param>
/// <param name="read">How the disk takes a shard's journal now.</param>
internal sealed class JournalLog(StatusBoard[] boards, Func<int, JournalState> read)
{
    private readonly JournalHealth[] _health = new JournalHealth[boards.Length];
    private readonly int[] _gapRooms = new int[boards.Length];

    /// <summary>What to say now, mostly nothing.</summary>
    public IReadOnlyList<OperatorNote> Next()
    {
        List<OperatorNote> notes = [];
        for (int i = 0; i < boards.Length; i++)
        {
            ShardStatus status = boards[i].Read();
            JournalState shard = read(i);
            if (shard.Health != _health[i]) notes.Add(HealthLine(i, status, shard));
            if (status.JournalGapRooms != _gapRooms[i]) notes.Add(GapLine(i, status));
            _health[i] = shard.Health;
            _gapRooms[i] = status.JournalGapRooms;
        }

        return notes;
    }

    private static OperatorNote HealthLine(int index, in ShardStatus status, in JournalState shard) => shard.Health == JournalHealth.Good
        ? Well($"journal of shard {index}: the disk takes it again; {Lag(status)} ms are not durable yet")
        : new(ErrorCode.JournalFailing, Line($"journal of shard {index}: cannot write: {shard.FailureText}. Rooms go on; {status.JournalWaitingBytes / 1024} of {shard.QueueBytesMax / 1024} KiB wait in memory, {Lag(status)} ms are not durable"));

    private static OperatorNote GapLine(int index, in ShardStatus status) => status.JournalGapRooms == 0
        ? Well($"journal of shard {index}: every room is logged again")
        : new(ErrorCode.JournalGap, Line($"journal of shard {index}: {status.JournalGapRooms} room(s) are no longer logged, the queue is full; a crash would take them back by {Lag(status)} ms or more"));

    private static long Lag(in ShardStatus status) => status.JournalLagNs / Timestamp.NanosecondsPerMillisecond;

    private static OperatorNote Well(System.FormattableString line) => new(ErrorCode.None, Line(line));

    private static string Line(System.FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
