using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Persistence;

namespace GameServer.Tests.Support;

/// <summary>A store that is down, hangs, loses its answers or refuses a player, as told, before or after a real one has done its work. It has no clock: it answers when it is let.</summary>
internal sealed class TroubledStore(IPlayerStore inner) : IPlayerStore
{
    private TaskCompletionSource? _held;
    private int _atOnce;

    /// <summary>Every call fails and does nothing.</summary>
    public bool IsDown { get; set; }

    /// <summary>Calls wait for <see cref="Answer"/>, or until they are called off.</summary>
    public bool Hangs { get; set; }

    /// <summary>Ignores being called off, too.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Asked after each change was made: true loses the answer.</summary>
    public Func<bool> LosesAnswer { get; set; } = () => false;

    /// <summary>Players whose records are refused for good.</summary>
    public Func<string, bool> Refuses { get; set; } = _ => false;

    /// <summary>Done before each change: another server's interference.</summary>
    public Func<ValueTask> BeforeCommit { get; set; } = () => default;

    /// <summary>Calls so far.</summary>
    public int CallCount { get; private set; }

    /// <summary>Most calls there ever were at one time.</summary>
    public int AtOnceMax { get; private set; }

    /// <summary>Lets the call that hangs go on.</summary>
    public void Answer()
    {
        TaskCompletionSource? held = _held;
        _held = null;
        held?.TrySetResult();
    }

    public ValueTask OpenAsync(CancellationToken stop) => inner.OpenAsync(stop);

    public async ValueTask<IReadOnlyList<PlayerFound>> LoadAsync(IReadOnlyList<PlayerLookup> players, CancellationToken stop)
    {
        await TroubleAsync(stop);
        return await inner.LoadAsync(players, default);
    }

    public async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<PlayerCommit> commits, CancellationToken stop)
    {
        await TroubleAsync(stop);
        await BeforeCommit();
        foreach (PlayerCommit commit in commits)
        {
            if (Refuses(commit.Player)) throw new PlayerStoreException($"'{commit.Player}' is refused", isTransient: false);
        }

        IReadOnlyList<CommitOutcome> outcomes = await inner.CommitAsync(commits, default);
        return LosesAnswer() ? throw new PlayerStoreException("the answer was lost", isTransient: true) : outcomes;
    }

    public ValueTask<IReadOnlyList<PlayerEffect>> ReadLedgerAsync(string player, CancellationToken stop) => inner.ReadLedgerAsync(player, stop);

    public async ValueTask<long> ForgetAsync(IReadOnlyList<LedgerCut> cuts, CancellationToken stop)
    {
        await TroubleAsync(stop);
        return await inner.ForgetAsync(cuts, stop);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async ValueTask TroubleAsync(CancellationToken stop)
    {
        CallCount++;
        AtOnceMax = Math.Max(AtOnceMax, ++_atOnce);
        try
        {
            if (IsDown) throw new PlayerStoreException("connection refused", isTransient: true);
            if (!Hangs) return;
            _held = new TaskCompletionSource();
            await using CancellationTokenRegistration registration = IsDeaf ? default : stop.Register(held => ((TaskCompletionSource)held!).TrySetCanceled(stop), _held);
            await _held.Task;
        }
        finally
        {
            _atOnce--;
        }
    }
}
