using System.Collections.Generic;
using GameServer.Core;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Run;

/// <summary>Percentiles of single seconds, as the server told them: they cannot be added up, so the worst and the median of them are kept.</summary>
internal sealed class ServerSamples
{
    private readonly List<long> _costP50 = [];

    /// <summary>The seconds' 99th percentiles, for their distribution.</summary>
    public LatencyHistogram CostP99s { get; } = new();

    public int Count => _costP50.Count;

    public long CostP99Ns { get; private set; }

    public long CostMaxNs { get; private set; }

    public long LatenessP99Ns { get; private set; }

    /// <summary>Fullest that each queue was found, 0 to 1.</summary>
    public SortedDictionary<string, double> QueueDepths { get; } = new(System.StringComparer.Ordinal);

    /// <summary>Median of the seconds' medians.</summary>
    public long CostP50Ns
    {
        get
        {
            if (_costP50.Count == 0) return 0;
            List<long> sorted = [.. _costP50];
            sorted.Sort();
            return sorted[sorted.Count / 2];
        }
    }

    public void Add(ServerPicture picture)
    {
        _costP50.Add(picture.Worst(shard => shard.TickCostP50Ns));
        CostP99Ns = System.Math.Max(CostP99Ns, picture.Worst(shard => shard.TickCostP99Ns));
        CostMaxNs = System.Math.Max(CostMaxNs, picture.Worst(shard => shard.TickCostMaxNs));
        LatenessP99Ns = System.Math.Max(LatenessP99Ns, picture.Worst(shard => shard.LatenessP99Ns));
        CostP99s.Record(picture.Worst(shard => shard.TickCostP99Ns));
        QueueFigures.Merge(QueueDepths, QueueFigures.DepthsIn(picture));
    }

    public void Merge(ServerSamples other)
    {
        _costP50.AddRange(other._costP50);
        CostP99Ns = System.Math.Max(CostP99Ns, other.CostP99Ns);
        CostMaxNs = System.Math.Max(CostMaxNs, other.CostMaxNs);
        LatenessP99Ns = System.Math.Max(LatenessP99Ns, other.LatenessP99Ns);
        CostP99s.Merge(other.CostP99s);
        QueueFigures.Merge(QueueDepths, other.QueueDepths);
    }
}
