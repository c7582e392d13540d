using System;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Scenarios;
using GameServer.LoadTest.Swarm;

namespace GameServer.LoadTest.Run;

/// <summary>Leads a swarm through a scenario's phases, looks at the server once a second meanwhile, and judges nothing.</summary>
internal sealed class RunDriver(Scenario scenario, ISwarm swarm, ServerProbe probe, IProgress progress, CancellationToken interrupt)
{
    // What the last bot may take after its turn came: a connection's retries take 5.5 s.
    private const double SeatSecondsMax = 15;

    private const int LookMs = 50;

    private readonly RunLog _log = new(scenario);
    private ServerReading? _lastReading;
    private double _lastCpuSeconds;
    private int _shownIndex;
    private int _fromCount;
    private int _playedMax;

    public async Task<RunLog> Run()
    {
        swarm.Start();
        _lastReading = await probe.Read();
        _lastCpuSeconds = swarm.CpuSeconds;
        for (int phase = 0; phase < scenario.Phases.Count && !IsOver(); phase++) await Play(phase);
        _log.Interrupted = interrupt.IsCancellationRequested;
        _log.OtherRateHz = swarm.OtherRateHz;
        _log.Failed = swarm.FailedCount;
        swarm.Enter(scenario.Phases.Count, SteadyClock.Nanoseconds());
        swarm.Finish();
        Take();
        _log.Broken = swarm.Broken;
        _log.SettleAll();
        progress.End();
        return _log;
    }

    private bool IsOver() => interrupt.IsCancellationRequested || swarm.OtherRateHz != 0 || swarm.Broken is not null || IsHopeless();

    // The first to hear anything heard that there is no server.
    private bool IsHopeless() => _playedMax == 0 && swarm.PlayingCount == 0 && swarm.FailedCount > 0;

    private async Task Play(int index)
    {
        LoadPhase phase = scenario.Phases[index];
        PhasePlan plan = new(phase, scenario.Bots, _fromCount);
        PhaseLog log = _log.Phases[index];
        log.Before = await probe.Read();
        double cpuBefore = swarm.CpuSeconds;
        long startNs = Math.Max(SteadyClock.Nanoseconds(), swarm.StartNs);
        swarm.Enter(index, startNs);
        double secondsMax = phase.UntilSeated ? phase.OverSeconds + SeatSecondsMax : phase.Seconds;
        while (Elapsed(startNs) < secondsMax && !IsOver() && !(phase.UntilSeated && IsSeated(plan)))
        {
            double leftMs = (secondsMax - Elapsed(startNs)) * 1000;
            await Task.Delay((int)Math.Clamp(leftMs, 1, LookMs), CancellationToken.None);
            _playedMax = Math.Max(_playedMax, swarm.PlayingCount);
            log.PlayingMax = Math.Max(log.PlayingMax, swarm.PlayingCount);
            await Look(index, plan, Elapsed(startNs), secondsMax);
        }

        log.StartSeconds = (startNs - swarm.StartNs) / (double)Timestamp.NanosecondsPerSecond;
        log.Seconds = Elapsed(startNs);
        log.Missing = Math.Max(0, plan.ToCount - swarm.PlayingCount);
        log.SwarmCpuSeconds = swarm.CpuSeconds - cpuBefore;
        log.After = await probe.Read();
        if (phase.UntilSeated && !interrupt.IsCancellationRequested) _log.Unfinished += Math.Max(0, plan.ToCount - swarm.PlayingCount - swarm.FailedCount - swarm.LostCount);
        _fromCount = plan.ToCount;
    }

    private bool IsSeated(PhasePlan plan) => swarm.PlayingCount + swarm.FailedCount + swarm.LostCount >= plan.ToCount;

    private static double Elapsed(long sinceNs) => (SteadyClock.Nanoseconds() - sinceNs) / (double)Timestamp.NanosecondsPerSecond;

    private async Task Look(int phase, PhasePlan plan, double phaseSeconds, double phaseSecondsMax)
    {
        Take();
        int index = (int)Elapsed(swarm.StartNs) - 1;
        if (index < _shownIndex) return;
        _shownIndex = index + 1;
        ServerReading reading = await probe.Read();
        double cpuSeconds = swarm.CpuSeconds;
        _log.Add(index, phase, _lastReading, reading, cpuSeconds - _lastCpuSeconds, plan.WantedAt(phaseSeconds));
        _lastReading = reading;
        _lastCpuSeconds = cpuSeconds;
        _log.Settle(index);
        progress.Show(new ProgressState(scenario, phase, phaseSeconds, phaseSecondsMax, swarm.PlayingCount, swarm.FailedCount + swarm.LostCount, _log.PointAt(index - 1)));
    }

    private void Take()
    {
        foreach (SwarmSecond second in swarm.TakeSeconds()) _log.Add(second);
    }
}
