using System;

namespace GameServer.LoadTest.Machine;

/// <summary>How many sockets this process may hold. The soft limit is often 1024 where the hard one allows far more.</summary>
internal static class FileLimit
{
    // Assemblies, pipes, the terminal, the admin connection.
    private const int FilesBesides = 256;

    /// <summary>Makes room for that many sockets; null, or one line that says why not.</summary>
    public static string? MakeRoomFor(int sockets)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess || LinuxCalls.ReadLimit(LinuxCalls.OpenFiles, out LinuxCalls.Limit limit) != 0) return null;
        nuint needed = (nuint)(sockets + FilesBesides);
        if (limit.Soft >= needed) return null;
        if (limit.Hard < needed) return $"{sockets} bots need {needed} open files, and this system allows a process {limit.Hard} (see `ulimit -Hn`)";
        limit.Soft = limit.Hard;
        if (LinuxCalls.WriteLimit(LinuxCalls.OpenFiles, limit) == 0) return null;
        return $"{sockets} bots need {needed} open files, and the limit could not be raised (see `ulimit -n`)";
    }
}
