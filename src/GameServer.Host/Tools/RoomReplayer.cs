using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GameServer.Core;
using GameServer.Host.Data;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.Host.Tools;

/// <summary>One run of <c>gameserver replay</c>.</summary>
internal sealed class RoomReplayer
{
    private readonly ReplayOptions _options;
    private readonly IJournalStorage _storage;
    private readonly RoomId _id;
    private readonly RoomRecovery _room;
    private readonly ulong _build;
    private Tick _printed;

    private RoomReplayer(ReplayOptions options, IJournalStorage storage, RoomId id, RoomOrigin origin, bool hasBeginning)
    {
        _options = options;
        _storage = storage;
        _id = id;
        Func<IGame> newGame = GameLoader.Load(options.Game ?? origin.Game, origin.TickRateHz);
        IGame game = newGame();
        _build = BuildIdentity.Of(game, 0).Build;
        CheckpointStore store = new(storage);
        _room = new RoomRecovery(id, store, newGame, origin with { Layout = StateLayout.HashOf(game.Schema) })
        {
            Until = new Tick(options.To ?? uint.MaxValue),
            StartsBy = StartsBy(store, hasBeginning),
            Replayed = Print,
        };
    }

    /// <exception cref="StartException">There is no such room.</exception>
    public static int Run(ReplayOptions options)
    {
        List<(string Folder, RoomId Room)> found = [];
        foreach (string folder in JournalFolders.Find(options.Folder))
        {
            foreach (RoomId room in RoomsOf(new FileStorage(folder)).Where(room => options.Room is null || room.Value == options.Room)) found.Add((folder, room));
        }

        if (found.Count == 0) throw new StartException(ErrorCode.RoomNotStored, $"nothing is stored of room {options.Room}.");
        if (found.Count > 1) throw new StartException(ErrorCode.RoomAmbiguous, $"say which room with --room: {string.Join(", ", found.Select(room => room.Room))} are stored.");
        FileStorage storage = new(found[0].Folder);
        (RoomOrigin? origin, bool hasBeginning) = RoomOrigin.Find(storage, found[0].Room);
        if (origin is null) throw new StartException(ErrorCode.RoomHasNoOrigin, $"of room {found[0].Room} neither its beginning nor a whole checkpoint is stored.", ExitCode.ProblemFound);
        return new RoomReplayer(options, storage, found[0].Room, origin, hasBeginning).Run();
    }

    private int Run()
    {
        bool isForeign = false;
        _room.LoadCheckpoint();
        if (_room.Room is not null) Console.WriteLine($"room {_id} from its checkpoint of tick {_room.CheckpointTick}");
        using JournalScan scan = JournalScan.WithKept(_storage);
        while (scan.TryRead(out JournalRecord record))
        {
            if (record.Room != _id) continue;
            isForeign |= scan.Identity.Build != _build;
            _room.Add(record, isForeign: false);   // whoever replays wants to see where another build parts
            if (_room.PendingBytes > 1 << 20) _room.Replay();
        }

        _room.Replay();
        if (scan.End is not (JournalEnd.Clean or JournalEnd.TornTail)) Console.WriteLine($"the log is {scan.End}: {scan.EndText}");
        if (isForeign) Console.WriteLine("recorded by another build than this one");
        foreach (string note in _room.Notes) Console.WriteLine(note);
        if (_room.Room is { Tick.IsNone: false } room)
        {
            if (room.Tick != _printed) PrintLine(room, "");
            if (_options.Dump is { } dump) Dump(room, dump);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_room.TicksReplayed} ticks run, {_room.HashesAgreed} state hashes agreed"));
        if (_room.Stopped is null) return ExitCode.Success;
        Console.WriteLine($"stopped: {_room.Stopped}");
        Complaint.Write(ErrorCode.ReplayDiffers, $"room {_id} came to another state than was recorded.");
        return ExitCode.ProblemFound;
    }

    private static IReadOnlyList<RoomId> RoomsOf(IJournalStorage storage)
    {
        HashSet<RoomId> rooms = [.. new CheckpointStore(storage).Rooms()];
        using JournalScan scan = JournalScan.WithKept(storage);
        while (scan.TryRead(out JournalRecord record)) rooms.Add(record.Room);
        return [.. rooms.OrderBy(room => room.Value)];
    }

    // As early as possible, unless a later tick is asked for: then the newest checkpoint before it saves the way there.
    private Tick StartsBy(CheckpointStore store, bool hasBeginning)
    {
        Tick oldest = hasBeginning ? Tick.None : store.Read(_id, []).Select(checkpoint => checkpoint.Tick).Order().FirstOrDefault();
        Tick wanted = new(Math.Max(1, _options.From ?? 1) - 1);
        return wanted > oldest ? wanted : oldest;
    }

    private void Print(RoomSimulation room, ReplayOutcome outcome)
    {
        bool isProblem = outcome is ReplayOutcome.Diverged or ReplayOutcome.Malformed;
        if (room.Tick.Value < (_options.From ?? 0)) return;
        bool isDue = _printed.IsNone || room.Tick - _printed >= _options.Every;
        if (isDue || isProblem) PrintLine(room, outcome == ReplayOutcome.Ran ? "" : outcome.ToString());
    }

    private void PrintLine(RoomSimulation room, string outcome)
    {
        _printed = room.Tick;
        string line = string.Create(CultureInfo.InvariantCulture, $"tick {room.Tick} state {room.StateHash:x16} players {room.PlayerCount} entities {room.World.EntityCount} {outcome}");
        Console.WriteLine(line.TrimEnd());
    }

    private static void Dump(RoomSimulation room, string wanted)
    {
        bool any = false;
        for (int slot = 0; slot < room.World.EntityCapacity; slot++)
        {
            ushort at = (ushort)slot;
            if (!room.World.IsAlive(at)) continue;
            string id = room.World.IdOf(at).ToString();
            if (wanted != "all" && wanted != id && wanted != slot.ToString(CultureInfo.InvariantCulture)) continue;
            any = true;
            EntityKind kind = room.World.KindOf(at);
            Console.WriteLine($"{kind.Name} {id}{(room.World.OwnerOf(at) is { } owner ? $" of player {owner.Value}" : "")}");
            int[] row = new int[kind.Fields.Length];
            room.History.ReadRow(room.Tick, kind, at, row);
            for (int i = 0; i < row.Length; i++) Console.WriteLine($"  {kind.Fields[i].Name} {Value(kind.Fields[i], row[i])}");
        }

        if (!any) Console.WriteLine($"no entity {wanted} lives at tick {room.Tick}");
    }

    private static string Value(FieldSchema field, int value) => field.Kind == FieldKind.Number
        ? (field.Origin + (value * field.Step)).ToString("0.######", CultureInfo.InvariantCulture)
        : value.ToString(CultureInfo.InvariantCulture);
}
