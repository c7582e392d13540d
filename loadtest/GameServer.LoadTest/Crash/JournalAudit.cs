using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.LoadTest.Crash;

/// <summary>
/// The second witness: the journal of all lives, run again in one go by this process as if nobody had ever killed anything. Its states must be those that were recorded, that each
/// process went on from and that the last one left; and it says which commands the room applied, with which results.
/// </summary>
internal sealed class JournalAudit
{
    private const int ReplayedAtOnceBytes = 1 << 20;

    private readonly Dictionary<string, AppliedCommands> _commands = [];
    private readonly IReadOnlyDictionary<uint, ulong> _expected;
    private readonly List<string> _problems = [];
    private readonly RoomRecovery _room;

    private JournalAudit(RoomRecovery room, IReadOnlyDictionary<uint, ulong> expected)
    {
        _room = room;
        _expected = expected;
        room.Replayed = Note;
    }

    /// <summary>All that differed.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The tick it began behind; 0 for the room's beginning.</summary>
    public uint FromTick { get; private set; }

    /// <summary>Ticks that were run again.</summary>
    public long Ticks => _room.TicksReplayed;

    /// <summary>Hashes recorded in the log that were compared and agreed.</summary>
    public long HashesAgreed => _room.HashesAgreed;

    /// <summary>States that processes went on from, or left behind, that were compared and agreed.</summary>
    public int StatesAgreed { get; private set; }

    /// <summary>Commands that the room applied.</summary>
    public long CommandsApplied => _commands.Values.Sum(commands => (long)commands.Results.Count);

    /// <summary>Runs the journal of the only room of a shard.</summary>
    /// <param name="folder">The shard's.</param>
    /// <param name="states">The room's state hash after some ticks, as processes said.</param>
    /// <exception cref="IOException">The disk failed.</exception>
    public static JournalAudit Run(string folder, IReadOnlyDictionary<uint, ulong> states)
    {
        FileStorage storage = new(folder);
        CheckpointStore checkpoints = new(storage);
        RoomId id = new(0);
        Dictionary<uint, ulong> expected = new(states);
        List<string> damage = [];
        Tick oldest = Tick.None;
        foreach (Checkpoint checkpoint in checkpoints.Read(id, damage))
        {
            expected[checkpoint.Tick.Value] = checkpoint.StateHash;
            oldest = checkpoint.Tick;
        }

        (RoomOrigin? origin, bool hasBeginning) = RoomOrigin.Find(storage, id);
        if (origin is null) throw new IOException($"{folder} holds neither the room's beginning nor a checkpoint");
        Func<IGame> newGame = () => new ArenaGame(origin.TickRateHz);
        RoomOrigin own = origin with { Layout = StateLayout.HashOf(ArenaSchema.Schema) };
        JournalAudit audit = new(new RoomRecovery(id, checkpoints, newGame, own) { StartsBy = hasBeginning ? Tick.None : oldest }, expected);
        audit._problems.AddRange(damage);
        audit.Follow(storage);
        return audit;
    }

    /// <summary>What the room applied of one player's commands: result codes, and the number of the first.</summary>
    public AppliedCommands CommandsOf(string playerId) => _commands.GetValueOrDefault(playerId) ?? new AppliedCommands(1);

    private void Follow(IJournalStorage storage)
    {
        _room.LoadCheckpoint();
        FromTick = _room.CheckpointTick.Value;
        using JournalScan scan = JournalScan.WithKept(storage);
        while (scan.TryRead(out JournalRecord record))
        {
            _room.Add(record, isForeign: false);
            if (_room.PendingBytes > ReplayedAtOnceBytes) _room.Replay();
        }

        _room.Replay();
        if (scan.End != JournalEnd.Clean) _problems.Add($"the log is {scan.End} after a clean stop: {scan.EndText}");
        _problems.AddRange(_room.Notes);
        if (_room.Stopped is { } stopped) _problems.Add($"the replay stopped: {stopped}");
        uint last = _room.Room?.Tick.Value ?? 0;
        foreach (uint missed in _expected.Keys.Where(tick => tick > FromTick && tick > last)) _problems.Add($"tick {missed} is said to have been, and the journal ends with tick {last}");
        if (_room.Room is { } room && ArenaInvariants.Check(room.World) is { } broken) _problems.Add($"after the last tick {broken}");
    }

    private void Note(RoomSimulation room, ReplayOutcome outcome)
    {
        for (int i = 0; i < room.World.PlayerCapacity; i++)
        {
            PlayerSlot player = new((ushort)i);
            if (!room.IsTaken(player) || room.CommandsOf(player) is not { } commands) continue;
            string id = room.IdentityOf(player).Id;
            if (!_commands.TryGetValue(id, out AppliedCommands? known)) _commands.Add(id, known = new AppliedCommands(FromTick == 0 ? 1 : commands.LastApplied + 1));
            for (uint next = known.Next; next <= commands.LastApplied; next++) known.Results.Add(commands.ResultOf(next).Code);
        }

        if (!_expected.TryGetValue(room.Tick.Value, out ulong state)) return;
        if (room.StateHash == state) StatesAgreed++;
        else _problems.Add($"after tick {room.Tick} a process had state {state:x16}, and the journal run again leads to {room.StateHash:x16}");
    }

    /// <summary>Result codes of one player's commands, in order.</summary>
    internal sealed class AppliedCommands(uint first)
    {
        public uint First => first;

        public List<ushort> Results { get; } = [];

        public uint Next => first + (uint)Results.Count;
    }
}
