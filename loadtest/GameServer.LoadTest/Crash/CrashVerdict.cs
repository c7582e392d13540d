using System.Collections.Generic;
using System.Globalization;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Crash;

/// <summary>How a crash run is judged. What was lost or doubled is so however late the bots were; only times need bots that kept up.</summary>
internal static class CrashVerdict
{
    public static Verdict Of(CrashReport report, CrashOptions options, IReadOnlyList<string> problems, bool isInterrupted)
    {
        if (problems.Count > 0) return new Verdict(ExitCode.Fail, problems);
        if (isInterrupted) return new Verdict(ExitCode.Invalid, ["the run was interrupted"]);
        if (report.HashChecks == 0) return new Verdict(ExitCode.Invalid, ["nothing was verified: no state hash came"]);
        if (report.Bought == 0) return new Verdict(ExitCode.Invalid, ["nothing was verified: nobody could buy anything; give them more players or time"]);
        bool isLate = options.ResumeSecondsMax > 0 && report.Shown.P99Ms > options.ResumeSecondsMax * 1000;
        if (!isLate) return new Verdict(ExitCode.Pass, []);
        string late = string.Create(CultureInfo.InvariantCulture, $"players were back after {report.Shown.P99Ms:0} ms at p99, {options.ResumeSecondsMax * 1000:0} are allowed");
        double halfTickMs = 500.0 / options.RateHz;
        if (report.SamplingLateness.P99Ms <= halfTickMs) return new Verdict(ExitCode.Fail, [late]);
        return new Verdict(ExitCode.Invalid, [late, string.Create(CultureInfo.InvariantCulture, $"but the bots themselves were {report.SamplingLateness.P99Ms:0.0} ms late at p99, {halfTickMs:0.0} are allowed")]);
    }
}
