using System;
using System.Collections.Generic;
using GameServer.Host.Admin;
using GameServer.Persistence;
using static GameServer.Host.Metrics.InstrumentKind;
using static GameServer.Host.Metrics.Series;

namespace GameServer.Host.Metrics.Instruments;

/// <summary>The rooms' log and checkpoints; no series without a journal.</summary>
internal static class JournalInstruments
{
    public static IReadOnlyList<InstrumentSpec> All { get; } =
    [
        Of("gameserver.journal.lag", Gauge, "s", "Time of a room that a power cut would undo, of the room that would lose most.", journal => journal.LagMs / 1000),
        Of("gameserver.journal.io", Counter, "By", "Log written by ticks.", journal => journal.Bytes),
        Of("gameserver.journal.flushes", Counter, "{flush}", "Flushes of the log.", journal => journal.Flushes),
        Of("gameserver.journal.failures", Counter, "{write}", "Writes and flushes of the log that failed.", journal => journal.Failures),
        Of("gameserver.journal.healthy", Gauge, "{state}", "1 while the disk takes log and checkpoints, 0 when the last attempt failed.", journal => journal.Health == nameof(JournalHealth.Good) ? 1 : 0),
        Of("gameserver.journal.gaps", Counter, "{gap}", "Times a room's log had to end because the queue was full.", journal => journal.Gaps),
        Of("gameserver.journal.gap_rooms", Gauge, "{room}", "Rooms whose log lacks ticks now: a crash would take them back to before.", journal => journal.GapRooms),
        Of("gameserver.checkpoints", Counter, "{checkpoint}", "Checkpoints stored.", journal => journal.Checkpoints),
        Of("gameserver.checkpoint.io", Counter, "By", "Their bytes.", journal => journal.CheckpointBytes),
        Of("gameserver.checkpoint.failures", Counter, "{checkpoint}", "Checkpoints that could not be stored.", journal => journal.CheckpointFailures),
    ];

    private static InstrumentSpec Of(string name, InstrumentKind kind, string unit, string help, Func<JournalReport, double> number) =>
        OfShardParts(name, kind, unit, help, (reading, shard) => reading.Node.Shards[shard].Journal, number);
}
