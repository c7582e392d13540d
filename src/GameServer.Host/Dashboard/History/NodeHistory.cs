using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Admin;
using GameServer.Host.Pacing;

namespace GameServer.Host.Dashboard.History;

/// <summary>
/// The node's last fifteen minutes, a sample a second, for the dashboard's charts. One background task fills it from the shards' status boards, whether somebody looks or not: 100 kB and well
/// under a millisecond a second. Pages read what it read last, so that any number of them costs the shards nothing.
/// </summary>
internal sealed class NodeHistory : IDisposable
{
    /// <summary>Samples kept.</summary>
    public const int Seconds = 15 * 60;

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private readonly StatusSource _source;
    private readonly NodeSample[] _ring = new NodeSample[Seconds];
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _filling;
    private NodeReport _newest;
    private long _newestNs;
    private long _count;

    /// <summary>A history that fills itself from now on.</summary>
    public NodeHistory(StatusSource source)
    {
        _source = source;
        _newestNs = MonotonicClock.Nanoseconds();
        _newest = source.Read();
        _filling = Task.Run(FillAsync);
    }

    /// <summary>The node as it was within the last second.</summary>
    public NodeReport Newest
    {
        get
        {
            lock (_gate) return _newest;
        }
    }

    /// <summary>The last samples, oldest first; fewer when there are not so many yet.</summary>
    /// <param name="most">1 to <see cref="Seconds"/>.</param>
    /// <param name="count">Samples taken since the start: the number of the next one.</param>
    public NodeSample[] Last(int most, out long count)
    {
        lock (_gate)
        {
            count = _count;
            NodeSample[] last = new NodeSample[(int)Math.Min(most, Math.Min(_count, Seconds))];
            for (int i = 0; i < last.Length; i++) last[i] = _ring[(_count - last.Length + i) % Seconds];
            return last;
        }
    }

    public NodeSample[] Last(int most) => Last(most, out _);

    public void Dispose()
    {
        _stop.Cancel();
        _filling.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private async Task FillAsync()
    {
        using PeriodicTimer timer = new(s_period);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false)) Take();
        }
        catch (OperationCanceledException)
        {
            // the server stops
        }
    }

    private void Take()
    {
        long nowNs = MonotonicClock.Nanoseconds();
        NodeReport now = _source.Read();
        NodeSample sample = Between(_newest, now, (nowNs - _newestNs) / 1e9);
        lock (_gate)
        {
            _ring[_count % Seconds] = sample;
            _count++;
            _newest = now;
            _newestNs = nowNs;
        }
    }

    private static NodeSample Between(NodeReport before, NodeReport now, double seconds)
    {
        return new NodeSample(
            now.Shards.Sum(shard => shard.PlayerCount),
            now.Shards.Sum(shard => shard.InterruptedCount),
            Ms(now.Shards.Max(shard => shard.TickCostP50Ns)),
            Ms(now.Shards.Max(shard => shard.TickCostP99Ns)),
            Ms(now.Shards.Max(shard => shard.LatenessP99Ns)),
            Ms(now.Shards.Max(shard => shard.LatenessMaxNs)),
            Grown(shard => shard.LateTickCount),
            Grown(shard => shard.ForgivenTickCount),
            Grown(shard => shard.BytesIn) / seconds,
            Grown(shard => shard.BytesOut) / seconds,
            Grown(shard => shard.DatagramsIn) / seconds,
            Grown(shard => shard.DatagramsOut) / seconds,
            (now.CpuSeconds - before.CpuSeconds) / seconds,
            now.KernelDrops - before.KernelDrops);

        long Grown(Func<ShardReport, long> of) => now.Shards.Sum(of) - before.Shards.Sum(of);
        static double Ms(long nanoseconds) => nanoseconds / (double)Timestamp.NanosecondsPerMillisecond;
    }
}
