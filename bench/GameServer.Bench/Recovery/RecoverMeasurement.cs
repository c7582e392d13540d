using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.Bench.Recovery;

/// <summary>Plays rooms on virtual time into a journal on disk and drops them; then brings them back, several times, as a host does: rooms on all cores.</summary>
internal static class RecoverMeasurement
{
    private const int TickRateHz = 30;

    private static readonly JournalIdentity s_identity = new(1, ArenaSchema.Schema.Hash, 0);

    public static RecoverResult Run(RecoverOptions options)
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            ShardOptions shard = new() { Rooms = options.Rooms, PlayersPerRoom = options.Players, EntitiesPerRoom = Math.Max(1024, options.Players * 12), GraceSeconds = 600 };
            Play(folder, options, shard);
            List<double> seconds = [];
            RecoveryReport? report = null;
            for (int i = 0; i < options.Runs; i++)
            {
                report = null;
                GC.Collect();   // the rooms of the run before are no part of this one
                long start = MonotonicClock.Nanoseconds();
                report = new ShardRecovery(new FileStorage(folder), s_identity, "arena", NewGame, shard, RecoverMode.Strict).Run((count, body) => Parallel.For(0, count, body));
                seconds.Add((MonotonicClock.Nanoseconds() - start) / 1e9);
                Check.That(report.Refusals.Count == 0);
            }

            return new RecoverResult
            {
                Options = options,
                Seconds = seconds,
                TicksReplayed = report!.TicksReplayed,
                HashesAgreed = report.HashesAgreed,
                SeatsKept = report.SeatsKept,
                LogBytes = BytesOf(folder, "*.log"),
                CheckpointBytes = BytesOf(folder, "*.state"),
                Machine = Machine.Current,
            };
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static IGame NewGame() => new ArenaGame(TickRateHz);

    private static long BytesOf(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern).Sum(path => new FileInfo(path).Length);

    private static void Play(string folder, RecoverOptions options, ShardOptions shardOptions)
    {
        JournalOptions journalOptions = new() { CheckpointSeconds = options.CheckpointSeconds, QueueBytes = 64 << 20 };
        FileStorage storage = new(folder);
        JournalQueue queue = new(journalOptions.QueueBytes, 1);
        using JournalWriter writer = new(storage, queue, s_identity, journalOptions);
        ShardJournal journal = new(queue, journalOptions, "arena", new Dictionary<RoomId, RoomSimulation>());
        Timestamp now = new(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);
        Shard shard = new(NewGame, shardOptions, new SimulatedNetwork(1).Bind(Endpoint.FromIPv4(0x0A00_0001, 7777)), NoStageClock.Instance, now, journal);
        CheckpointWriter checkpoints = new(new CheckpointStore(storage), writer, journal.Checkpoints, s_identity, shard.Rooms.All.ToArray().Select(room => (room.Id, room.Simulation.Key)));
        Prng prng = Prng.For(1, "recover");
        foreach (Room room in shard.Rooms.All)
        {
            for (int i = 0; i < options.Players; i++) Check.That(room.TrySeat(new PlayerIdentity($"player {room.Id}.{i}", "pilot", prng.NextULong()), out _));
        }

        for (int tick = 0; tick < options.Seconds * TickRateHz; tick++)
        {
            foreach (Room room in shard.Rooms.All) Move(room, ref prng);
            now = now.Plus((Timestamp.NanosecondsPerSecond / TickRateHz) + 1);
            shard.Step(now);
            writer.Drain(now);
            checkpoints.Drain(now);
        }

        writer.DrainAll(now);
    }

    // A new course one tick in ten: about as often as people change theirs.
    private static void Move(Room room, ref Prng prng)
    {
        Span<int> fields = stackalloc int[ArenaSchema.Schema.Input.Fields.Length];
        foreach (Session session in room.Sessions)
        {
            if (!prng.NextChance(0.1)) continue;
            for (int i = 0; i < fields.Length; i++) fields[i] = prng.NextInt(ArenaSchema.Schema.Input.Fields[i].Max + 1);
            room.Simulation.InputsOf(session.Player).Offer(room.Tick.Next, fields, new ViewClaim((ushort)prng.NextInt(40, 60), 60));
        }
    }
}
