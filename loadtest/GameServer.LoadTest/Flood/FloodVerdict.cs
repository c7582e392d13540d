using System.Collections.Generic;
using GameServer.Core;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.Flood;

/// <summary>Whether a flood was taken as asked. Judged on both sides: what clients saw, and where it can be read, what the server counted.</summary>
internal sealed record FloodVerdict(ExitCode Code, IReadOnlyList<string> Reasons)
{
    // A request that leaves this late was not part of the flood that was asked for.
    private const long AskedLateNsMax = Timestamp.NanosecondsPerSecond;

    /// <param name="options">What was asked for.</param>
    /// <param name="result">What the clients saw.</param>
    /// <param name="accepted">Connections the server says it accepted meanwhile, others' included; null when its status cannot be read.</param>
    /// <param name="lateTicks">Its late ticks meanwhile; null when unknown.</param>
    public static FloodVerdict Of(FloodOptions options, FloodResult result, long? accepted, long? lateTicks)
    {
        if (result.Connected == 0) return new FloodVerdict(ExitCode.Unusable, ["nobody could connect: is there a server?"]);
        List<string> reasons = [];
        if (result.Connected < options.Connects) reasons.Add($"{options.Connects - result.Connected} of {options.Connects} never connected");
        if (result.LastConnectedNs > options.WithinSeconds * Timestamp.NanosecondsPerSecond) reasons.Add($"not all were in within {options.WithinSeconds:0.##} s");
        if (result.Stayed < result.Connected) reasons.Add($"{result.Connected - result.Stayed} connections were lost");
        if (accepted < options.Connects) reasons.Add($"the server accepted only {accepted}");
        if (options.LateTicksMax is { } lateMax && lateTicks is null) reasons.Add("late ticks cannot be judged: the server's status cannot be read");
        if (lateTicks > options.LateTicksMax) reasons.Add($"{lateTicks} server ticks were late");
        if (result.AskedLate.Max > AskedLateNsMax) return new FloodVerdict(ExitCode.Invalid, [$"requests left up to {result.AskedLate.Max / 1e9:F1} s late: this program was starved", .. reasons]);
        return new FloodVerdict(reasons.Count == 0 ? ExitCode.Pass : ExitCode.Fail, reasons);
    }
}
