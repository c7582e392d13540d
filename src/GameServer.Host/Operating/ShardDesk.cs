using System;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Host.Pacing;
using GameServer.Server;

namespace GameServer.Host.Operating;

/// <summary>How the threads of operators ask a shard: puts a request into its queue, and looks now and then whether it was applied. The shard's thread never runs anything of theirs.</summary>
/// <param name="shard">Which one.</param>
/// <param name="index">Its index.</param>
/// <param name="port">Where its players connect.</param>
internal sealed class ShardDesk(Shard shard, int index, int port)
{
    // The shard empties its queue every four milliseconds, or after the tick it is in.
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public Shard Shard => shard;

    public int Index => index;

    public int Port => port;

    /// <summary>Asks, and waits until it was applied.</summary>
    /// <returns>The request, applied; or why it was not.</returns>
    public async Task<Outcome<TRequest>> AskAsync<TRequest>(TRequest request, CancellationToken cancel)
        where TRequest : ShardRequest
    {
        if (!shard.Commands.TryAdd(request)) return new Outcome<TRequest>(null, OperationProblem.Busy, $"shard {index} has more requests waiting than it can queue; try again");
        long endNs = MonotonicClock.Nanoseconds() + (long)s_patience.TotalNanoseconds;
        while (!request.IsDone)
        {
            if (MonotonicClock.Nanoseconds() > endNs) return new Outcome<TRequest>(null, OperationProblem.NoAnswer, $"shard {index} has not answered within {s_patience.TotalSeconds} s; it may still do what was asked");
            await Task.Delay(s_glance, cancel).ConfigureAwait(false);
        }

        return new Outcome<TRequest>(request);
    }
}
