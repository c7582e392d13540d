using System;
using GameServer.Core;

namespace GameServer.Host.Doctor;

/// <summary>How finely the clock moves that ticks are timed by.</summary>
/// <param name="readNs">The clock, in nanoseconds.</param>
internal sealed class ClockResolutionCheck(Func<long> readNs) : IDoctorCheck
{
    private const int Readings = 20_000;
    private const long FineNs = 10_000;                                      // a hundredth of a late tick's millisecond
    private const long CoarseNs = Timestamp.NanosecondsPerMillisecond;

    public string Name => "clock-resolution";

    public Finding Look()
    {
        long stepNs = long.MaxValue;
        long before = readNs();
        for (int i = 0; i < Readings; i++)
        {
            long now = readNs();
            if (now < before) return Finding.Problem($"the monotonic clock went back by {before - now} ns", "Do not run a server on this machine: its kernel or hypervisor is broken.");
            if (now > before) stepNs = Math.Min(stepNs, now - before);
            before = now;
        }

        return stepNs switch
        {
            long.MaxValue => Finding.Problem($"the clock did not move in {Readings} readings", "Choose another clock source: see clock-source."),
            <= FineNs => Finding.Ok($"{stepNs} ns from one reading to the next"),
            < CoarseNs => Finding.Warning($"{stepNs / 1000} µs from one reading to the next", "Choose another clock source: see clock-source."),
            _ => Finding.Problem($"{stepNs / 1000} µs from one reading to the next: ticks cannot be on time", "Choose another clock source: see clock-source."),
        };
    }
}
