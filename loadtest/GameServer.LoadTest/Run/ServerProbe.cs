using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Threading.Tasks;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Run;

/// <summary>Looks at the server from outside: its status where that can be read, else the CPU time of its process.</summary>
internal sealed class ServerProbe(StatusClient? status, int? processId)
{
    public async Task<ServerReading> Read()
    {
        ServerPicture? picture = status is null ? null : await status.TryRead();
        return new ServerReading(picture, picture?.CpuSeconds ?? CpuSecondsOf(processId));
    }

    private static double? CpuSecondsOf(int? processId)
    {
        if (processId is null) return null;
        try
        {
            using Process process = Process.GetProcessById(processId.Value);
            return process.TotalProcessorTime.TotalSeconds;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
