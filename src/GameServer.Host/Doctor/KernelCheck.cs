using System;
using System.Runtime.InteropServices;

namespace GameServer.Host.Doctor;

/// <summary>Whether the server finds the system calls it is fastest with.</summary>
/// <param name="isLinux">Else the framework's sockets and sleeps do.</param>
/// <param name="version">The kernel's.</param>
/// <param name="architecture">The process's.</param>
internal sealed class KernelCheck(bool isLinux, Version version, Architecture architecture) : IDoctorCheck
{
    private static readonly Version s_segments = new(4, 18);

    public string Name => "kernel";

    public Finding Look()
    {
        if (!isLinux) return Finding.Warning($"not Linux: no batched datagrams, ticks less exact", "Good for development. In production use Linux on x64.");
        if (architecture != Architecture.X64) return Finding.Warning($"Linux {version} on {architecture}: no batched datagrams", "Use x64, if datagrams are what the processor is busy with.");
        return version < s_segments
            ? Finding.Warning($"Linux {version}: batched datagrams, but not several to one client at once", "Linux 4.18 or newer.")
            : Finding.Ok($"Linux {version}: batched datagrams, several to one client at once");
    }
}
