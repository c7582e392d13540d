using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Persistence;

namespace GameServer.Host.Data;

/// <summary>Has ledgers forget, once an hour, what is older than <c>--ledger-days</c>. A store that is away is asked again an hour later.</summary>
internal sealed class LedgerSweep : IDisposable
{
    private static readonly TimeSpan s_first = TimeSpan.FromMinutes(1);   // when rooms have had their checkpoints
    private static readonly TimeSpan s_period = TimeSpan.FromHours(1);

    private readonly LedgerKeeper _keeper;
    private readonly IReadOnlyList<ShardStore> _shards;
    private readonly Action<string> _failed;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _sweeps;

    /// <summary>Begins to sweep.</summary>
    /// <param name="keeper">Of the node's player store.</param>
    /// <param name="shards">Whose rooms go on.</param>
    /// <param name="failed">Takes a line for the operator.</param>
    public LedgerSweep(LedgerKeeper keeper, IReadOnlyList<ShardStore> shards, Action<string> failed)
    {
        _keeper = keeper;
        _shards = shards;
        _failed = failed;
        _sweeps = Task.Run(RepeatAsync);
    }

    /// <summary>The day that sweeps and ends of rooms go by.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>Ends a sweep that is under way, and the next does not come.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _sweeps.GetAwaiter().GetResult();
        _stopping.Dispose();
    }

    private async Task RepeatAsync()
    {
        TimeSpan pause = s_first;
        while (await PausedAsync(pause).ConfigureAwait(false))
        {
            await SweepAsync().ConfigureAwait(false);
            pause = s_period;
        }
    }

    private async Task<bool> PausedAsync(TimeSpan pause)
    {
        await Task.Delay(pause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_stopping.IsCancellationRequested;
    }

    private async Task SweepAsync()
    {
        try
        {
            await _keeper.ForgetAsync(_shards.SelectMany(shard => shard.Checkpoints.Settled()), Today, _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is PlayerStoreException or IOException)
        {
            _failed($"ledgers could not forget what is old, and are asked again in an hour: {failure.Message}");
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }
}
