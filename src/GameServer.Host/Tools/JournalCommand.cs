using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;

namespace GameServer.Host.Tools;

/// <summary><c>gameserver journal</c>: is what is stored whole, and how much is it. Reads only.</summary>
internal static class JournalCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("journal") { Description = "A node's data folder, or one shard's folder in it." };
        Command verify = new("verify", "Checks every record and checkpoint; exit code 1 when something is damaged.") { folder };
        verify.SetAction(result => Guarded(() => Verify(result.GetValue(folder)!)));
        Command stats = new("stats", "Records, bytes and ticks by room.") { folder };
        stats.SetAction(result => Guarded(() => Stats(result.GetValue(folder)!)));
        return new Command("journal", "Looks at stored logs and checkpoints.") { verify, stats };
    }

    internal static int Guarded(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (StartException refused)
        {
            Complaint.Write(refused);
            return refused.ExitCode;
        }
        catch (IOException failure)
        {
            Complaint.Write(ErrorCode.DataFolderUnusable, $"{failure.Message}");
            return ExitCode.CannotStart;
        }
    }

    private static int Verify(string path)
    {
        bool whole = true;
        foreach (string folder in JournalFolders.Find(path))
        {
            FileStorage storage = new(folder);
            using JournalScan scan = JournalScan.WithKept(storage);
            long records = 0;
            while (scan.TryRead(out _)) records++;
            whole &= scan.End is JournalEnd.Clean or JournalEnd.TornTail;
            Print($"{folder}: {records} records in {scan.SegmentCount} segment(s), up to number {scan.LastSequence}: {Describe(scan)}");
            CheckpointStore store = new(storage);
            foreach (RoomId room in store.Rooms())
            {
                List<string> problems = [];
                int good = 0;
                string newest = "none";
                foreach (Checkpoint checkpoint in store.Read(room, problems))
                {
                    if (good++ == 0) newest = string.Create(CultureInfo.InvariantCulture, $"tick {checkpoint.Tick}, {checkpoint.State.Length} bytes, includes record {checkpoint.Sequence}");
                }

                whole &= problems.Count == 0;
                Print($"  room {room}: {good} good checkpoint(s), newest {newest}{(problems.Count > 0 ? "; " + string.Join("; ", problems) : "")}");
            }
        }

        Print(whole ? "whole" : "damaged");
        if (whole) return ExitCode.Success;
        Complaint.Write(ErrorCode.JournalDamaged, $"what is stored in {Path.GetFullPath(path)} is damaged; the lines above say where.");
        return ExitCode.ProblemFound;
    }

    private static int Stats(string path)
    {
        foreach (string folder in JournalFolders.Find(path))
        {
            using JournalScan scan = JournalScan.WithKept(new FileStorage(folder));
            SortedDictionary<int, RoomFigures> rooms = [];
            while (scan.TryRead(out JournalRecord record))
            {
                if (!rooms.TryGetValue(record.Room.Value, out RoomFigures? room)) rooms.Add(record.Room.Value, room = new RoomFigures());
                room.Add(record);
            }

            Print($"{folder}: build {scan.Identity.Build:x16}, schema {scan.Identity.Schema:x16}: {Describe(scan)}");
            Print("   room     from tick       to tick    ticks     records         bytes  bytes/tick   hashes  resumed");
            foreach ((int id, RoomFigures room) in rooms)
            {
                Print($"  {id,5} {room.First,13} {room.Last,13} {room.Ticks,8} {room.Records,11} {room.Bytes,13} {room.Bytes / (double)Math.Max(1, room.Ticks),11:0.0} {room.Hashes,8} {room.Resumptions,8}");
            }
        }

        return ExitCode.Success;
    }

    private static string Describe(JournalScan scan) => scan.End switch
    {
        JournalEnd.Clean => "ends cleanly",
        JournalEnd.TornTail => $"ends within a record, as a crash leaves it ({scan.EndText})",
        _ => $"{scan.End}: {scan.EndText}",
    };

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Print(string line) => Console.WriteLine(line);

    private sealed class RoomFigures
    {
        public uint First { get; private set; }

        public uint Last { get; private set; }

        public long Ticks { get; private set; }

        public long Records { get; private set; }

        public long Bytes { get; private set; }

        public long Hashes { get; private set; }

        public long Resumptions { get; private set; }

        public void Add(in JournalRecord record)
        {
            Records++;
            Bytes += JournalRecord.OverheadBytes + record.Payload.Length;
            if ((RecordKind)record.Kind == RecordKind.Resumed) Resumptions++;
            if ((RecordKind)record.Kind != RecordKind.Tick) return;
            if (Ticks++ == 0) First = record.Tick.Value;
            Last = record.Tick.Value;
            if (record.Payload.Length > 0 && record.Payload[0] == 1) Hashes++;
        }
    }
}
