using System;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>When a store that failed may be tried again: pauses that double, drawn anew each time within their upper half, and after some failures only a probe at a time.</summary>
internal sealed class RetryPace(PlayerWriterOptions options, ulong seed)
{
    private Prng _prng = Prng.For(seed, "player store retries");
    private int _failures;   // in a row
    private Timestamp _retryAt;

    public StoreHealth Health
    {
        get
        {
            if (_failures == 0) return StoreHealth.Good;
            return _failures < options.ProbeAfterFailures ? StoreHealth.Retrying : StoreHealth.Probing;
        }
    }

    /// <summary>Players the next attempt may carry.</summary>
    public int BatchPlayers => Health == StoreHealth.Probing ? 1 : options.BatchPlayers;

    public bool MayTry(Timestamp now) => _failures == 0 || now.CompareTo(_retryAt) >= 0;

    public void Succeeded() => _failures = 0;

    public void Failed(Timestamp now)
    {
        int doublings = Math.Min(_failures, 20);
        double pauseMs = Math.Min(options.RetryMsMax, (double)options.RetryMsMin * (1 << doublings));
        _failures++;
        _retryAt = now.Plus((long)(pauseMs * (0.5 + (0.5 * _prng.NextDouble())) * Timestamp.NanosecondsPerMillisecond));
    }
}
