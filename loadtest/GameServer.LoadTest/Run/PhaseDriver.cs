using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Run;

/// <summary>Leads a swarm through its phases, looks at the server and at the clock meanwhile, and judges nothing.</summary>
internal sealed class PhaseDriver(RunOptions options, BotSwarm swarm, ServerProbe probe, ProgressLine progress, CancellationToken interrupt)
{
    // What the last bot may take after its turn came: a connection's retries take 5.5 s.
    private const double ConnectSecondsMax = 15;

    // Reading the status costs the server, too; too often would show in what is measured.
    private const int SamplePeriodSeconds = 5;

    private const int LookMs = 50;

    private readonly List<ServerPicture> _samples = [];
    private int _playingMax;

    public async Task<Measurements> Run()
    {
        swarm.Start();
        await Connect();
        bool canPlay = swarm.PlayingCount > 0 && !swarm.FoundOtherRate;
        if (canPlay) await Play(SwarmPhase.WarmUp, options.WarmUpSeconds);
        ServerReading? before = null;
        ServerReading? after = null;
        double measuredSeconds = 0;
        double cpuSeconds = 0;
        if (canPlay && !interrupt.IsCancellationRequested)
        {
            before = await probe.Read();
            TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
            Stopwatch watch = Stopwatch.StartNew();
            await Play(SwarmPhase.Measure, options.Seconds);
            measuredSeconds = watch.Elapsed.TotalSeconds;
            cpuSeconds = (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds;
            swarm.Enter(SwarmPhase.Leave);
            after = await probe.Read();
        }

        progress.End();
        return new Measurements
        {
            Swarm = swarm.Finish(),
            MeasuredSeconds = measuredSeconds,
            Interrupted = interrupt.IsCancellationRequested,
            PlayingMax = _playingMax,
            SwarmCpuSeconds = cpuSeconds,
            Before = before,
            After = after,
            Samples = _samples,
        };
    }

    /// <summary>Until every bot plays or failed; not at all when the first to hear anything hears that there is no server.</summary>
    private async Task Connect()
    {
        double secondsMax = (options.Bots / options.ConnectsPerSecond) + ConnectSecondsMax;
        await Watch(secondsMax, "connecting", IsOver);

        bool IsOver()
        {
            bool isHopeless = swarm.FoundOtherRate || (_playingMax == 0 && swarm.PlayingCount == 0 && swarm.FailedCount > 0);
            return isHopeless || swarm.PlayingCount + swarm.FailedCount + swarm.DisconnectedCount >= options.Bots;
        }
    }

    private async Task Play(SwarmPhase phase, double seconds)
    {
        swarm.Enter(phase);
        await Watch(seconds, phase == SwarmPhase.WarmUp ? "warming up" : "measuring", () => swarm.PlayingCount == 0, phase == SwarmPhase.Measure);
    }

    private async Task Watch(double secondsMax, string name, Func<bool> isOver, bool samples = false)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int shownSeconds = 0;
        while (watch.Elapsed.TotalSeconds < secondsMax && !isOver() && !interrupt.IsCancellationRequested)
        {
            double leftMs = (secondsMax * 1000) - watch.Elapsed.TotalMilliseconds;
            await Task.Delay((int)Math.Clamp(leftMs, 1, LookMs), CancellationToken.None);
            _playingMax = Math.Max(_playingMax, swarm.PlayingCount);
            if (watch.Elapsed.TotalSeconds < shownSeconds + 1) continue;
            shownSeconds = (int)watch.Elapsed.TotalSeconds;
            string phase = name == "connecting" ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {shownSeconds}/{secondsMax:0.#} s");
            progress.Show(phase, options.Bots, swarm);
            if (samples && shownSeconds % SamplePeriodSeconds == 0 && (await probe.Read()).Picture is { } picture) _samples.Add(picture);
        }
    }
}
