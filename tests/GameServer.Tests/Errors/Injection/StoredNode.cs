using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

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
            return Run(folder, () =>
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
        Run(folder, () => { });
        return folder;
    }

    private static string Run(string folder, Action whileItRuns)
    {
        ProcessStartInfo start = new("dotnet", [LineInjections.Program.Value, "run", "--port", "0", "--bind", "127.0.0.1", "--admin", "127.0.0.1:0", "--rooms", "2", "--players-per-room", "4", "--players", "none", "--data", folder])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        using System.Threading.Timer patience = new(_ => process.Kill(), null, 60_000, -1);
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains("listening on", StringComparison.Ordinal))
        {
            // Until it is up.
        }

        Task<string> rest = process.StandardOutput.ReadToEndAsync();   // or it would wait for a reader
        whileItRuns();
        _ = Signal(process.Id, Terminate);
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        rest.Wait();
        return errors;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
