using System;
using GameServer.Core;

namespace GameServer.Replication;

/// <summary>
/// How many bytes a second one client's path takes, learnt from its acknowledgements: additive increase, multiplicative decrease, on queueing delay and on heavy loss. The delay
/// signal is LEDBAT's (RFC 6817: the present delay against the least one seen), the cut to what was delivered is BBR's, the fast way back to the last ceiling and the slow one beyond
/// it are CUBIC's; random loss as radio links have it is no signal. Pure arithmetic on ticks; a room's log repeats it.
/// </summary>
internal sealed class SendRate
{
    /// <summary>What of the object to fetch ahead; see <see cref="CacheLine"/>.</summary>
    public const int ObjectBytes = 88;

    private const int Unknown = int.MaxValue;

    private readonly int _min;
    private readonly int _max;
    private readonly int _tickRateHz;
    private readonly int _intervalTicks;     // a decision at most every tenth of a second
    private readonly int _queueTicksMax;     // delay above the least one that counts as a queue: 60 ms, and never less than two ticks
    private readonly int _baseWindowTicks;   // the least delay is that of the last 10 to 20 seconds
    private int _bytesPerSecond;
    private int _ceiling;                    // what the path delivered when it last had a queue
    private Tick _epoch;                     // packets sent before say nothing about the present rate
    private Tick _intervalStart;
    private Tick _baseWindowStart;
    private int _baseDelay = Unknown;
    private int _formerBaseDelay = Unknown;
    private int _delay = Unknown;            // least of this interval
    private int _formerDelay = Unknown;      // of the interval before
    private int _sentBytes;
    private int _arrivedBytes;
    private int _arrivedCount;               // these two fade by half once they were enough to judge
    private int _lostCount;

    /// <summary>Starts at the most: a client joins with much to learn, and a path that does not hold it shows at once.</summary>
    public SendRate(ReplicationOptions options, int tickRateHz)
    {
        _max = options.BytesPerSecond;
        _min = Math.Min(options.BytesPerSecondMin, _max);
        _tickRateHz = tickRateHz;
        _intervalTicks = Math.Max(4, tickRateHz / 10);
        _queueTicksMax = Math.Max(2, (tickRateHz * 60 + 999) / 1000);
        _baseWindowTicks = 10 * tickRateHz;
        _bytesPerSecond = _max;
        _ceiling = _max;
    }

    /// <summary>Snapshot payload the client may be sent per second now.</summary>
    public int BytesPerSecond => _bytesPerSecond;

    /// <summary>Bits earned in one tick; takes a decision when one is due.</summary>
    public int BitsPerTick(Tick now)
    {
        const int BitsMax = Limits.PacketsPerTick * Limits.SnapshotBytes * 8;
        if (now - _intervalStart >= _intervalTicks) Decide(now);
        return (int)Math.Clamp(_bytesPerSecond * 8L / _tickRateHz, 1, BitsMax);
    }

    public void NoteSent(int bytes) => _sentBytes += bytes;

    public void NoteArrived(Tick sent, int bytes, Tick now)
    {
        int delay = now - sent;
        _baseDelay = Math.Min(_baseDelay, delay);
        _arrivedBytes += bytes;
        if (sent < _epoch) return;
        _delay = Math.Min(_delay, delay);
        _arrivedCount++;
    }

    public void NoteLost(Tick sent)
    {
        if (sent >= _epoch) _lostCount++;
    }

    private void Decide(Tick now)
    {
        int ticks = now - _intervalStart;
        int delivered = (int)((long)_arrivedBytes * _tickRateHz / ticks);
        bool pushed = (long)_sentBytes * _tickRateHz / ticks >= _bytesPerSecond / 10 * 7L;
        if (IsLossHeavy()) CutForLoss(now);
        else if (_delay != Unknown) FollowDelay(now, ticks, pushed ? delivered : Unknown);
        if (_delay != Unknown) _formerDelay = _delay;
        _delay = Unknown;
        _sentBytes = 0;
        _arrivedBytes = 0;
        _intervalStart = now;
        if (now - _baseWindowStart < _baseWindowTicks) return;
        _baseWindowStart = now;
        _formerBaseDelay = _baseDelay;
        _baseDelay = Unknown;
    }

    /// <summary>Three in twenty, and at least three: 3 % at random does that once in a few hundred decisions, a burst of 30 % nearly always.</summary>
    private bool IsLossHeavy()
    {
        const int Enough = 20;
        if (_arrivedCount + _lostCount < Enough) return false;
        bool heavy = _lostCount >= 3 && _lostCount * 20 >= 3 * (_arrivedCount + _lostCount);
        _arrivedCount /= 2;
        _lostCount /= 2;
        return heavy;
    }

    private void CutForLoss(Tick now) => Cut(_bytesPerSecond / 10 * 7, now);

    private void FollowDelay(Tick now, int ticks, int delivered)
    {
        int queueTicks = _delay - Math.Min(_baseDelay, _formerBaseDelay);
        if (queueTicks <= _queueTicksMax)
        {
            if (_lostCount * 10 <= _arrivedCount + _lostCount) Raise(now, ticks);
            return;
        }

        if (_delay < _formerDelay && _formerDelay != Unknown) return;   // it drains
        int rate = Math.Min(_bytesPerSecond, delivered);
        if (delivered != Unknown) _ceiling = Math.Clamp(rate, _min, _max);

        // The longer the queue the deeper the cut: 86 % for a short one, half from a second on, so that it is gone within a few of its own lengths.
        int keptPercent = Math.Max(50, 90 - (40 * queueTicks / _tickRateHz));
        Cut((int)((long)rate * keptPercent / 100), now);
    }

    /// <summary>
    /// Up to the last ceiling within four seconds whatever it was; around it hardly, so that a path is tried out gently; the more the longer that goes well. The ceiling moves along.
    /// </summary>
    private void Raise(Tick now, int ticks)
    {
        int quietTicks = Math.Min(now - _epoch, 10 * _tickRateHz);
        long perSecond = _bytesPerSecond < _ceiling / 20 * 19 ? _max / 4 : (long)_max / 40 * quietTicks / _tickRateHz;
        _bytesPerSecond = (int)Math.Min(_max, _bytesPerSecond + Math.Max(1, perSecond * ticks / _tickRateHz));
        _ceiling = Math.Max(_ceiling, _bytesPerSecond);
    }

    private void Cut(int bytesPerSecond, Tick now)
    {
        _bytesPerSecond = Math.Clamp(bytesPerSecond, _min, _max);
        _epoch = now;
        _arrivedCount = 0;
        _lostCount = 0;
    }
}
