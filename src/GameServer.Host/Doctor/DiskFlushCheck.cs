using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Persistence;

namespace GameServer.Host.Doctor;

/// <summary>How long the data folder's disk takes to make a few kilobytes safe: what acknowledged commands wait for, and what a power cut may cost.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="measureMs">Appends and flushes a few times, and says how long each took.</param>
internal sealed class DiskFlushCheck(string folder, Func<IReadOnlyList<double>> measureMs) : IDoctorCheck
{
    private const double SlowMsMax = 1_000;

    private static readonly JournalOptions s_journal = new();

    public string Name => "disk-flush";

    public Finding Look()
    {
        const string Advice = "Put the data folder on a local SSD or a volume with reserved operations; a shared or network disk makes each acknowledgement wait.";
        IReadOnlyList<double> times;
        try
        {
            times = measureMs();
        }
        catch (Exception failure) when (failure is System.IO.IOException or UnauthorizedAccessException)
        {
            return Finding.Problem($"{folder} cannot be written: {failure.Message}", "Make it, and give it to the user that the server runs as (StateDirectory= in the unit does both).");
        }

        double median = times.Order().ElementAt(times.Count / 2);
        double max = times.Max();
        FormattableString text = $"a flush takes {median:0.00} ms, at most {max:0.0} ms of {times.Count}";
        if (max >= SlowMsMax) return Finding.Problem(text, Advice);
        return max > s_journal.FlushPeriodMs ? Finding.Warning(text, Advice) : Finding.Ok(text);
    }
}
