using System;

namespace GameServer.Host.Doctor;

/// <summary>Whether the wall clock follows a time service, as the kernel sees it.</summary>
/// <param name="isSynchronised">Null where the kernel does not say.</param>
internal sealed class TimeServiceCheck(Func<bool?> isSynchronised) : IDoctorCheck
{
    public string Name => "time-service";

    public Finding Look() => isSynchronised() switch
    {
        true => Finding.Ok($"the wall clock is synchronised"),
        false => Finding.Warning($"the wall clock follows no time service", "Enable chronyd or systemd-timesyncd: bans, schedules, audit and logs of several machines are compared by it."),
        null => Finding.Ok($"not told by this system"),
    };
}
