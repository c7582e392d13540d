using System;
using System.Threading;
using GameServer.Host.Pacing;

namespace GameServer.Host.Metrics;

/// <summary>Reads what instruments show once for all of them: whoever collects asks some eighty in a row, and the pictures behind them are ten a second.</summary>
internal sealed class MetricSource(Func<MetricReading> read)
{
    private static readonly long s_freshNs = (long)TimeSpan.FromMilliseconds(50).TotalNanoseconds;

    private readonly Lock _gate = new();
    private MetricReading? _reading;
    private long _readNs;

    /// <summary>A reading that is at most 50 ms old.</summary>
    public MetricReading Current()
    {
        lock (_gate)
        {
            long now = MonotonicClock.Nanoseconds();
            if (_reading is not null && now - _readNs < s_freshNs) return _reading;
            _readNs = now;
            return _reading = read();
        }
    }
}
