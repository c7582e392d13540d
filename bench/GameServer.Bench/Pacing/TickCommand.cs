using System.CommandLine;
using GameServer.Core;
using GameServer.Host.Pacing;

namespace GameServer.Bench.Pacing;

/// <summary>Baseline F7: how late a tick thread starts its ticks when nothing runs in them. What a full server adds to this is the server's.</summary>
internal static class TickCommand
{
    private const int WarmUpTicks = 10;

    public static Command Create()
    {
        Option<bool> empty = new("--empty") { Description = "Nothing runs in the tick (the only kind there is)" };
        Option<int> rate = new("--rate") { Description = "Ticks per second", DefaultValueFactory = _ => 30 };
        Option<int> seconds = new("--seconds") { Description = "How long to measure", DefaultValueFactory = _ => 10 };
        Option<long> spin = new("--spin-us") { Description = "Spin this long before each tick", DefaultValueFactory = _ => PreciseSleeper.SpinNanosecondsDefault / 1000 };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("tick", "F7: start lateness of an empty tick thread on absolute sleeps") { empty, rate, seconds, spin, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(rate) is < 1 or > 10_000) return Report.Fail("--rate must be 1 to 10000");
            if (parsed.GetValue(seconds) is < 1 or > 86_400) return Report.Fail("--seconds must be 1 to 86400");
            if (parsed.GetValue(spin) is < 0 or > 1_000_000) return Report.Fail("--spin-us must be 0 to 1000000");
            Result result = Measure(parsed.GetValue(rate), parsed.GetValue(seconds), parsed.GetValue(spin) * 1000);
            Report.Print(parsed.GetValue(json), result, Describe(result));
            return 0;
        });
        return command;
    }

    private static Result Measure(int rate, int seconds, long spinNanoseconds)
    {
        PreciseSleeper sleeper = PreciseSleeper.ForThisThread(spinNanoseconds);
        LatencyHistogram lateness = new();
        long lateTicks = 0;
        long tickCount = (long)rate * seconds;
        long start = MonotonicClock.Nanoseconds();
        CpuTime cpuBefore = default;
        for (long tick = 1; tick <= WarmUpTicks + tickCount; tick++)
        {
            long deadline = start + (tick * Timestamp.NanosecondsPerSecond / rate);
            long late = sleeper.SleepUntil(deadline) - deadline;
            if (tick == WarmUpTicks) cpuBefore = CpuTime.OfThisProcess();
            if (tick <= WarmUpTicks) continue;
            lateness.Record(late);
            if (late > Timestamp.NanosecondsPerMillisecond) lateTicks++;
        }

        double cpuShare = (CpuTime.OfThisProcess() - cpuBefore).TotalUs / (seconds * 1e6);
        return new Result("tick", rate, seconds, spinNanoseconds / 1000, Lateness.From(lateness), lateTicks, cpuShare, Machine.Current);
    }

    private static string Describe(Result result) =>
        $"""
        empty tick, {result.Rate} Hz for {result.Seconds} s, spin {result.SpinUs} µs
          start lateness  {result.Lateness}
          late ticks      {result.LateTicks} of {result.Lateness.Ticks} (over 1 ms)
          CPU             {result.CpuShare:P2} of one core
        """;

    private sealed record Result(string Command, int Rate, int Seconds, long SpinUs, Lateness Lateness, long LateTicks, double CpuShare, Machine Machine);
}
