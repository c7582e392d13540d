using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Sockets;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Target;
using GameServer.Transport;

namespace GameServer.LoadTest.Flood;

/// <summary>One flood from options to exit code.</summary>
internal sealed class FloodRun(FloodOptions options)
{
    private static readonly int[] s_bucketsMs = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

    public async Task<ExitCode> Run()
    {
        if (options.Problems() is { Count: > 0 } problems) return Unusable(string.Join("; ", problems));
        if (FileLimit.MakeRoomFor(options.Connects) is { } limit) return Unusable(limit);
        if (!ServerAddress.TryParse(options.Server, out ServerAddress address) || await address.TryResolve() is not { } server) return Unusable($"{address.Host} has no address");
        using StatusClient? status = await StatusClient.TryFind(server, options.Admin, Console.WriteLine);
        ServerPicture? before = status is null ? null : await status.TryRead();
        FloodResult result;
        try
        {
            using FloodLoop loop = new(options, server);
            loop.Run();
            result = loop.Result;
        }
        catch (SocketException failure)
        {
            return Unusable($"socket: {failure.Message}");
        }

        ServerPicture? after = status is null ? null : await status.TryRead();
        long? accepted = Difference(before, after, shard => shard.ConnectsAccepted);
        long? late = Difference(before, after, shard => shard.LateTickCount);
        FloodVerdict verdict = FloodVerdict.Of(options, result, accepted, late);
        Describe(result, before, after, accepted, late);
        Console.WriteLine(verdict.Code == ExitCode.Pass ? "PASS" : $"{verdict.Code.ToString().ToUpperInvariant()}: {string.Join("; ", verdict.Reasons)}");
        return verdict.Code;
    }

    private static long? Difference(ServerPicture? before, ServerPicture? after, Func<ShardPicture, long> count) =>
        before is null || after is null ? null : after.Sum(count) - before.Sum(count);

    private static ExitCode Unusable(string problem)
    {
        Console.Error.WriteLine($"loadtest: {problem}");
        return ExitCode.Unusable;
    }

    private void Describe(FloodResult result, ServerPicture? before, ServerPicture? after, long? accepted, long? late)
    {
        LatencyHistogram times = result.ConnectTimes;
        Line($"{options.Connects} connects over {options.Seconds:0.##} s against {options.Server}: {result.Connected} connected, the last after {result.LastConnectedNs / 1e9:F2} s; up to {result.ConnectedAtOnceMax} at once");
        Line($"connect time   p50 {Ms(times.Quantile(0.5))} p90 {Ms(times.Quantile(0.9))} p99 {Ms(times.Quantile(0.99))} max {Ms(times.Max)} ms, from the moment it should have been asked for");
        Histogram(times);
        Line($"goodbyes       {result.Left} of {result.Stayed} answered");
        foreach ((DisconnectReason reason, int count) in result.Failures) Line($"failed         {count} × {reason}");
        Line($"this program   asked p99 {Ms(result.AskedLate.Quantile(0.99))} max {Ms(result.AskedLate.Max)} ms late; {result.SendFailures} datagrams not sent");
        if (accepted is null) Line($"server         its status cannot be read");
        else Line($"server         {accepted} accepted (return path proven), {Difference(before, after, shard => shard.ConnectsRejected)} rejected, {late} ticks late of {Difference(before, after, shard => shard.TickCount)}, {after!.KernelDrops - before!.KernelDrops} datagrams dropped by the kernel");
        if (before is not null && after is not null) Line($"server CPU     {after.CpuSeconds - before.CpuSeconds:F2} s meanwhile, of which the flood cannot be told apart: {(after.CpuSeconds - before.CpuSeconds) * 1e6 / Math.Max(result.Connected, 1):F0} µs per connection at most");
        Drops(before, after);
    }

    private static void Histogram(LatencyHistogram times)
    {
        long passed = 0;
        foreach (int bucketMs in s_bucketsMs)
        {
            long upTo = times.CountUpTo(bucketMs * Timestamp.NanosecondsPerMillisecond);
            if (upTo > passed) Bar($"≤ {bucketMs} ms", upTo - passed, times.Count);
            passed = Math.Max(passed, upTo);
        }

        if (times.Count > passed) Bar($"> {s_bucketsMs[^1]} ms", times.Count - passed, times.Count);
    }

    private static void Bar(string label, long count, long total) => Line($"  {label,10} {count,7} {new string('#', (int)Math.Ceiling(40.0 * count / total))}");

    private static void Drops(ServerPicture? before, ServerPicture? after)
    {
        if (before is null || after is null) return;
        for (int i = 0; i < Math.Min(before.Shards.Count, after.Shards.Count); i++)
        {
            foreach ((string reason, long count) in after.Shards[i].TransportDrops ?? [])
            {
                long dropped = count - (before.Shards[i].TransportDrops?.GetValueOrDefault(reason) ?? 0);
                if (dropped > 0) Line($"dropped        {dropped} × {reason}");
            }
        }
    }

    private static string Ms(long nanoseconds) => (nanoseconds / 1e6).ToString("F1", CultureInfo.InvariantCulture);

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
