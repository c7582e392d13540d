using System;
using System.Linq;

namespace GameServer.Host.Doctor;

/// <summary>What the kernel tells the time by. A clock that is not in the processor costs a system call or a trip to the hypervisor each time it is read.</summary>
internal sealed class ClockSourceCheck(Func<string, string?> readFile) : IDoctorCheck
{
    private const string Folder = "/sys/devices/system/clocksource/clocksource0/";

    private static readonly string[] s_fast = ["tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page"];

    public string Name => "clock-source";

    public Finding Look()
    {
        string? source = readFile(Folder + "current_clocksource")?.Trim();
        if (source is null) return Finding.Ok($"not told by this system");
        if (s_fast.Contains(source)) return Finding.Ok($"{source}");
        string available = readFile(Folder + "available_clocksource")?.Trim() ?? "";
        string advice = s_fast.FirstOrDefault(fast => available.Split(' ').Contains(fast)) is { } better
            ? $"echo {better} > {Folder}current_clocksource, and clocksource={better} on the kernel's command line; see in dmesg why the kernel left it."
            : "Choose an instance type or hypervisor setting that offers tsc, kvm-clock or hyperv_clocksource_tsc_page.";
        return Finding.Warning($"{source}, which is slow to read", advice);
    }
}
