using System;
using System.Globalization;

namespace GameServer.Host.Doctor;

/// <summary>Whether every shard has a processor, and may use all of it.</summary>
/// <param name="shards">Tick threads.</param>
/// <param name="processors">What the process may use.</param>
/// <param name="readFile">Reads a file of the system.</param>
internal sealed class ProcessorsCheck(int shards, int processors, Func<string, string?> readFile) : IDoctorCheck
{
    private const string Governor = "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor";
    private const string Quota = "/sys/fs/cgroup/cpu.max";

    public string Name => "processors";

    public Finding Look()
    {
        if (shards > processors) return Finding.Problem($"{shards} shards on {processors} processors: their ticks wait for each other", "--shards at most the processors, better one less.");
        if (readFile(Quota)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var quota, var period]
            && double.TryParse(quota, NumberStyles.None, CultureInfo.InvariantCulture, out double allowed)
            && double.TryParse(period.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out double each))
        {
            return Finding.Warning($"the control group is cut off after {allowed / each:0.##} processors' time in each {each / 1000:0} ms: a tick may stand still for the rest", "Take the quota away (CPUQuota= in systemd, the CPU limit in Kubernetes); requests and weights are enough.");
        }

        string? governor = readFile(Governor)?.Trim();
        if (governor is "powersave" or "conservative" or "ondemand" or "userspace") return Finding.Warning($"{processors} processors, frequency governor {governor}", "cpupower frequency-set -g performance: a processor that slept starts its tick slowly.");
        return shards == processors
            ? Finding.Warning($"{shards} shards on {processors} processors: nothing is left for disk, admin and kernel", "One shard less, if ticks are late.")
            : Finding.Ok($"{processors} for {shards} shard(s){(governor is null ? "" : $", governor {governor}")}");
    }
}
