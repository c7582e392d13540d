using System;

namespace GameServer.Host.Doctor;

/// <summary>Whether shard threads get the real-time priority that keeps ticks on time beside busy neighbours.</summary>
/// <param name="isWanted">Whether options ask for it.</param>
/// <param name="tryRaise">Raises a thread that ends at once; false when the system does not permit it.</param>
/// <param name="readFile">Reads a file of the system.</param>
internal sealed class RealTimeCheck(bool isWanted, Func<bool> tryRaise, Func<string, string?> readFile) : IDoctorCheck
{
    private const string RunTime = "/proc/sys/kernel/sched_rt_runtime_us";

    public string Name => "real-time";

    public Finding Look()
    {
        if (!isWanted) return Finding.Ok($"not asked for: --real-time false");
        if (!tryRaise()) return Finding.Warning($"not permitted: beside busy neighbours ticks will be late", "AmbientCapabilities=CAP_SYS_NICE or LimitRTPRIO=1 in the unit (docs/ops/gameserver.service has both), or --real-time false.");
        return readFile(RunTime)?.Trim() == "-1"
            ? Finding.Warning($"permitted, and the kernel keeps nothing for others", $"echo 950000 > {RunTime}: a shard that overruns would lock its processor up.")
            : Finding.Ok($"permitted");
    }
}
