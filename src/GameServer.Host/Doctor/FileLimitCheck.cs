using System;
using System.Globalization;
using System.Linq;

namespace GameServer.Host.Doctor;

/// <summary>Files and sockets that the process may hold at once: a few per shard, and one for each connection to the admin address.</summary>
internal sealed class FileLimitCheck(int shards, Func<string, string?> readFile) : IDoctorCheck
{
    private const int Base = 256;       // assemblies, console, timers, event loops
    private const int PerShard = 16;    // socket, segment, checkpoints, and what recovery reads
    private const int Admin = 512;

    public string Name => "file-limit";

    public Finding Look()
    {
        string? line = readFile("/proc/self/limits")?.Split('\n').FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        if (line is null) return Finding.Ok($"not told by this system");
        string soft = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        if (!long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out long limit)) return Finding.Ok($"{soft}");
        int needed = Base + (PerShard * shards);
        if (limit < needed) return Finding.Problem($"{limit}; {needed} are needed", "LimitNOFILE= in the unit, or ulimit -n.");
        return limit < needed + Admin
            ? Finding.Warning($"{limit}; {needed + Admin} leave the admin address room", "LimitNOFILE= in the unit, or ulimit -n.")
            : Finding.Ok($"{limit}");
    }
}
