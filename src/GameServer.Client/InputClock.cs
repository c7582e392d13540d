using System;
using GameServer.Core;

namespace GameServer.Client;

/// <summary>
/// Decides when the next input is sampled and for which tick, so that inputs reach the server a little before they are needed. The server reports how early an input
/// arrived; with the time it was sampled that gives the latest moment at which it could have been, whatever this clock did since. The clock is steered towards that line,
/// so there is no delay in the loop and nothing to swing. The pace bends by at most 10 %; only a gross error skips ticks, and a tick is never sampled twice.
/// </summary>
internal sealed class InputClock(double leastTicks, double phaseTicks)
{
    public const int ObjectBytes = 88;

    private const double PaceMax = 0.1;                  // faster or slower than this is felt
    private const double PaceGain = 0.08;                // of the error, per tick: most of it is gone after twelve ticks
    private const double PaceDeadTicks = 1.0 / 16;       // what the server's report can tell; inside it the pace is exactly the room's
    private const double JumpTicks = 6;                  // an error the pace would need two seconds for
    private const double SyncJumpTicks = 0.25;           // nobody watches yet
    private const int SamplesMax = 16;                   // of the running means: half a second at 30 Hz
    private const double Deviations = 3;                 // mean deviations that the lead covers: 99 % of a uniform jitter, 98 % of a normal one
    private const double MissTicks = 0.5;                // a missed input asks for this much more lead,
    private const double MissTicksMax = 4;               // up to this: what covers losses in a row,
    private const double MissMemorySeconds = 30;         // and is forgotten at this pace

    private long _periodNs;
    private int _tickRateHz;
    private long _originNs;        // sampled here plus its tick's periods, an input arrives exactly when it is needed: the running mean
    private double _deviationNs;
    private int _samples;
    private long _nextNs;
    private double _missTicks;
    private Tick _quietUntil;      // misses before this tick are the jump's

    /// <summary>Tick the next input is for.</summary>
    public Tick Next { get; private set; }

    /// <summary>When the next input is due.</summary>
    public long NextNs => _nextNs;

    /// <summary>When the input before it was.</summary>
    public long PreviousNs { get; private set; }

    /// <summary>How early inputs should arrive, in ticks: the least asked for, and what jitter and losses call for.</summary>
    public double TargetTicks => Math.Min(leastTicks + phaseTicks + (Deviations * _deviationNs / _periodNs) + _missTicks, Limits.InputAheadTicks / 2);

    /// <summary>How early the next input should arrive, judging by the reports so far, in ticks.</summary>
    public double LeadTicks => _samples == 0 ? 0 : (double)(LatestNs(Next) - _nextNs) / _periodNs;

    /// <summary>Mean deviation of the way to the server, in nanoseconds.</summary>
    public double JitterNs => _deviationNs;

    /// <summary>True once the server has reported on an input.</summary>
    public bool HasReport => _samples > 0;

    /// <summary>Starts counting: <paramref name="serverTick"/> was the last one finished when the server wrote, about half a round trip ago.</summary>
    public void Start(int tickRateHz, Tick serverTick, double rttNs, Timestamp now)
    {
        _tickRateHz = tickRateHz;
        _periodNs = Timestamp.NanosecondsPerSecond / tickRateHz;
        _samples = 0;
        _deviationNs = 0;
        _missTicks = 0;
        _nextNs = now.Nanoseconds;
        PreviousNs = _nextNs - _periodNs;
        Next = serverTick + Math.Min((int)Math.Ceiling((rttNs / _periodNs) + TargetTicks) + 1, Limits.InputAheadTicks);
        _quietUntil = Next;
    }

    public bool IsDue(Timestamp now) => now.Nanoseconds >= _nextNs;

    /// <summary>Moves on by one tick. A client that slept through many takes them up where it wakes.</summary>
    public void Advance(Timestamp now)
    {
        double error = _samples == 0 ? 0 : TargetTicks - LeadTicks;
        double bend = Math.Abs(error) <= PaceDeadTicks ? 0 : Math.Clamp(PaceGain * error, -PaceMax, PaceMax);
        PreviousNs = _nextNs;
        _nextNs += (long)(_periodNs * (1 - bend));
        Next += 1;
        _missTicks *= 1 - (1 / (MissMemorySeconds * _tickRateHz));
        long behindTicks = (now.Nanoseconds - _nextNs) / _periodNs;
        if (behindTicks >= Limits.InputsPerPacket) Skip((int)Math.Min(behindTicks, int.MaxValue / 2), behindTicks * _periodNs);
    }

    /// <summary>Takes in how early an input arrived.</summary>
    /// <param name="stamp">Tick it was for.</param>
    /// <param name="leadTicks">Ticks it came before its tick; negative when late.</param>
    /// <param name="sampledNs">When it was sampled.</param>
    /// <param name="syncing">Nobody watches yet: set the clock at once.</param>
    public void Report(Tick stamp, double leadTicks, long sampledNs, bool syncing)
    {
        if (Mutations.Has(Mutation.IgnoreInputReport)) return;
        long originNs = sampledNs + (long)(leadTicks * _periodNs) - OffsetNs(stamp);
        _samples = Math.Min(_samples + 1, SamplesMax);
        long error = originNs - _originNs;
        if (_samples == 1)
        {
            _originNs = originNs;
        }
        else
        {
            _originNs += error / _samples;
            _deviationNs += (Math.Abs(error) - _deviationNs) / _samples;
        }

        double missing = TargetTicks - LeadTicks;
        if (Math.Abs(missing) > (syncing ? SyncJumpTicks : JumpTicks)) Jump(missing);
    }

    /// <summary>The server had to repeat an input because the one for <paramref name="tick"/> was not there.</summary>
    public void Missed(Tick tick)
    {
        if (tick >= _quietUntil) _missTicks = Math.Min(_missTicks + MissTicks, MissTicksMax);
    }

    /// <summary>The room's timetable moved: what was learnt of its time is void.</summary>
    public void Forget() => _samples = 0;

    // Later ticks are skipped to gain lead, and time to lose it: no tick is ever asked for twice.
    private void Jump(double missingTicks)
    {
        if (missingTicks > 0)
        {
            int whole = (int)Math.Ceiling(missingTicks);
            Skip(whole, (long)((whole - missingTicks) * _periodNs));
        }
        else
        {
            Skip(0, (long)(-missingTicks * _periodNs));
        }
    }

    private void Skip(int ticks, long ns)
    {
        Next = new Tick((uint)Math.Min((long)Next.Value + ticks, uint.MaxValue - Limits.HistoryTicks));
        _nextNs += ns;
        PreviousNs = Math.Max(PreviousNs, _nextNs - _periodNs);
        _quietUntil = Next;
    }

    private long LatestNs(Tick stamp) => _originNs + OffsetNs(stamp);

    private long OffsetNs(Tick stamp) => stamp.Value * Timestamp.NanosecondsPerSecond / _tickRateHz;
}
