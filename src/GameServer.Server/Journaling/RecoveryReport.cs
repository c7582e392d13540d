using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>What became of the rooms that a former process of a shard left behind.</summary>
public sealed record RecoveryReport
{
    /// <summary>Why the server must not start, one line each; empty when it may.</summary>
    public required IReadOnlyList<string> Refusals { get; init; }

    /// <summary>What an operator should know, one line each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The rooms, each after its last tick. Rooms that are missing begin anew.</summary>
    public required IReadOnlyDictionary<RoomId, RoomSimulation> Rooms { get; init; }

    /// <summary>Of these, the ones that had ticks to be run again.</summary>
    public required IReadOnlySet<RoomId> Replayed { get; init; }

    /// <summary>Which rooms there are now: those of the options, unless operators have opened and closed some. <see cref="RoomRoster.Apply"/> makes options of it that a shard is to be started with.</summary>
    public required RoomRoster Roster { get; init; }

    /// <summary>The rooms there are now, with the keys of those that go on; 0 for those that begin.</summary>
    public IEnumerable<(RoomId Room, ulong Key)> Keys => Roster.All.Select(room => (room, Rooms.TryGetValue(room, out RoomSimulation? restored) ? restored.Key : 0));

    /// <summary>Number of the next log record.</summary>
    public required ulong NextSequence { get; init; }

    /// <summary>Ticks that were run again, all rooms together.</summary>
    public required long TicksReplayed { get; init; }

    /// <summary>State hashes of the log that were compared and agreed.</summary>
    public required long HashesAgreed { get; init; }

    /// <summary>Seats that were taken and are kept for their players.</summary>
    public required int SeatsKept { get; init; }
}
