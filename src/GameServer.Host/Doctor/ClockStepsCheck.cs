using System;
using GameServer.Core;

namespace GameServer.Host.Doctor;

/// <summary>Whether somebody sets the wall clock while we look: times of bans, schedules and log lines jump with it. Ticks are timed by another clock.</summary>
/// <param name="readOffsetNs">Wall clock less monotonic clock, in nanoseconds.</param>
/// <param name="pause">Lets a little time go by.</param>
internal sealed class ClockStepsCheck(Func<long> readOffsetNs, Action pause) : IDoctorCheck
{
    private const int Looks = 5;
    private const long StepNs = 10 * Timestamp.NanosecondsPerMillisecond;    // slewing at the usual 500 ppm makes 0.1 ms in the 0.2 s of all looks

    public string Name => "clock-steps";

    public Finding Look()
    {
        long before = readOffsetNs();
        for (int i = 0; i < Looks; i++)
        {
            pause();
            long now = readOffsetNs();
            long stepNs = now - before;
            if (Math.Abs(stepNs) > StepNs) return Finding.Warning($"the wall clock jumped by {stepNs / Timestamp.NanosecondsPerMillisecond} ms while we looked", "Let one time service slew the clock (chronyd, systemd-timesyncd); stop what sets it.");
            before = now;
        }

        return Finding.Ok($"none while we looked");
    }
}
