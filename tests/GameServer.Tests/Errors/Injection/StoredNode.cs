using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using GameServer.LoadTest.Target;
using GameServer.Persistence;
using GameServer.Server;

namespace GameServer.Tests.Errors.Injection;

/// <summary>The data folder of a server of two rooms that really ran, to be damaged.</summary>
internal static partial class StoredNode
{
    private const int Terminate = 15;

    private static readonly Lazy<string> s_stored = new(Record);

    /// <summary>A copy in a folder.</summary>
    /// <returns>The folder.</returns>
    public static string Copy(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(s_stored.Value, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(s_stored.Value, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        return folder;
    }

    /// <summary>A copy in which every checkpoint has a wrong bit, and the log too.</summary>
    public static string Damaged(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Copy(folder), "shard-0")))
        {
            byte[] bytes = File.ReadAllBytes(path);
            if (bytes.Length == 0) continue;
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(path, bytes);
        }

        return folder;
    }

    /// <summary>A copy whose log, sound from end to end, says of a tick that the state after it was another: as if another build had played it.</summary>
    public static string PlayedOtherwise(string folder)
    {
        const int HashAt = 1;   // behind the flag that says that there is one
        Run(folder, PlayForSeconds);   // a state is noted once a second
        int changed = 0;
        string shard = Path.Combine(folder, "shard-0");
        string rewritten = Path.Combine(folder, "rewritten");
        using (JournalScan scan = JournalScan.WithKept(new FileStorage(shard)))
        {
            JournalQueue queue = new(1 << 24, 1);
            using JournalWriter writer = new(new FileStorage(rewritten), queue, scan.Identity, new JournalOptions());
            while (scan.TryRead(out JournalRecord record))
            {
                byte[] payload = record.Payload.ToArray();
                if (record.Kind == (byte)RecordKind.Tick && payload[0] == HashAt)
                {
                    payload[HashAt] ^= 1;
                    changed++;
                }

                Xunit.Assert.NotEqual(0UL, queue.TryAppend(record.Room, record.Tick, record.Kind, payload));
            }

            queue.Publish();
            Xunit.Assert.True(writer.DrainAll(default));
        }

        Xunit.Assert.NotEqual(0, changed);
        Directory.Delete(shard, recursive: true);
        Directory.Move(rewritten, shard);
        return folder;
    }

    public static string WithoutLog(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(folder, "shard-0")).Where(path => !path.EndsWith(".state", StringComparison.Ordinal))) File.Delete(path);
        return folder;
    }

    /// <summary>Runs a server, takes its folder away, and stops it.</summary>
    /// <returns>What it wrote to its standard error.</returns>
    public static string StopWithoutDisk()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            return Run(folder, _ =>
            {
                Directory.Delete(Path.Combine(folder, "shard-0"), recursive: true);
                File.WriteAllText(Path.Combine(folder, "shard-0"), "a file where the folder was");
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Record()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Run(folder, _ => { });
        return folder;
    }

    private static string Run(string folder, Action<string> whileItRuns)
    {
        ProcessStartInfo start = new("dotnet", [LineInjections.Program.Value, "run", "--port", "0", "--bind", "127.0.0.1", "--admin", "127.0.0.1:0", "--rooms", "2", "--players-per-room", "4", "--players", "none", "--data", folder])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        using System.Threading.Timer patience = new(_ => process.Kill(), null, 60_000, -1);
        string? admin = null;
        while (admin is null && process.StandardOutput.ReadLine() is { } line) SpawnedServer.TryReadStartLine(line, out _, out admin);

        Task<string> rest = process.StandardOutput.ReadToEndAsync();   // or it would wait for a reader
        whileItRuns(admin!);
        _ = Signal(process.Id, Terminate);
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        rest.Wait();
        return errors;
    }

    private static void PlayForSeconds(string admin)
    {
        const uint Ticks = 70;
        using StatusClient status = new(admin);
        long deadline = Environment.TickCount64 + 60_000;
        while (!(status.TryRead().GetAwaiter().GetResult()?.Shards[0].TickCount > 2 * Ticks)) Xunit.Assert.True(Environment.TickCount64 < deadline, "no ticks within a minute");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
