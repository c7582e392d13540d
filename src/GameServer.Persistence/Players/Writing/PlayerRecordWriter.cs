using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// Brings effects from the shards' queues to the player store, behind the ticks: whoever owns a thread calls <see cref="Pump"/> every few milliseconds, and it never waits. One
/// slot per player gathers what is promised; some slots at a time travel as one batch, one batch at a time. A store that fails or hangs is tried again at growing, jittered
/// intervals, and nothing that was taken is given up. What it refuses for good is kept in files. Memory is bounded: when it is used up the queues are left to fill, and who offers keeps what they refuse.
/// </summary>
public sealed class PlayerRecordWriter
{
    private readonly IPlayerStore _store;
    private readonly IProfileRules? _rules;
    private readonly PlayerWriterOptions _options;
    private readonly IReadOnlyList<EffectQueue> _queues;
    private readonly Queue<PendingEffect>[] _unsettled;   // by queue, in the order offered
    private readonly Dictionary<string, WaitingPlayer> _players = new(StringComparer.Ordinal);
    private readonly Queue<WaitingPlayer> _due = new();
    private readonly List<WaitingPlayer> _refused = [];
    private readonly RefusedEffects? _keptAside;
    private readonly RetryPace _pace;
    private readonly PlayerWriterStatus _counts = new();   // copied once per pump

    private ValueTask<PlayerFlush>? _flight;
    private WaitingPlayer[] _sent = [];
    private CancellationTokenSource _callOff = new();
    private Timestamp _deadline;
    private int _singles;         // batches that carry one player, to find the one the store refuses
    private int _refusedInARow;
    private bool _isFinishing;
    private PlayerWriterStatus _published = new();

    /// <summary>A writer that has done nothing yet. The store must be open.</summary>
    /// <param name="store">Where records are kept.</param>
    /// <param name="rules">How the game's effects make a profile; null keeps effects in the ledger only.</param>
    /// <param name="options">How.</param>
    /// <param name="queues">One per shard.</param>
    /// <param name="seed">Of the jitter: another one on every node.</param>
    /// <param name="keptAside">Where effects go that the store refuses; null leaves them in the rooms' state, which holds so much and no more.</param>
    public PlayerRecordWriter(IPlayerStore store, IProfileRules? rules, PlayerWriterOptions options, IReadOnlyList<EffectQueue> queues, ulong seed, RefusedEffects? keptAside = null)
    {
        IReadOnlyList<string> problems = options.Validate();
        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        _store = store;
        _rules = rules;
        _options = options;
        _queues = queues;
        _unsettled = new Queue<PendingEffect>[queues.Count];
        for (int i = 0; i < _unsettled.Length; i++) _unsettled[i] = new Queue<PendingEffect>();
        _pace = new RetryPace(options, seed);
        _keptAside = keptAside;
        foreach ((string player, PlayerEffect effect) in keptAside?.Found ?? []) Add(player, new PendingEffect(effect, takenAt: default) { IsSettled = true }, now: default);
    }

    /// <summary>What was done and what waits, as of the last <see cref="Pump"/>. Safe to read from any thread.</summary>
    public PlayerWriterStatus Status => Volatile.Read(ref _published);

    /// <summary>True when everything taken is stored.</summary>
    public bool IsIdle => _players.Count == 0 && _flight is null;

    /// <summary>What is on its way; null while nothing is. For those who wait for the store instead of for time.</summary>
    internal ValueTask<PlayerFlush>? Flight => _flight;

    /// <summary>A player's effects that may not be in the store yet, in order.</summary>
    internal IReadOnlyList<PlayerEffect> WaitingOf(string player) => _players.TryGetValue(player, out WaitingPlayer? slot) ? slot.AllEffects : [];

    /// <summary>Takes what was offered, sends what is due, and sees to what was sent.</summary>
    public void Pump(Timestamp now)
    {
        Land(now);
        TakeOffered(now);
        Launch(now);
        Land(now);   // a store in files answers at once
        NoteStored();
        Publish(now);
    }

    /// <summary>From now on nothing gathers: pump until <see cref="IsIdle"/>, or until patience ends.</summary>
    public void Finish() => _isFinishing = true;

    private void TakeOffered(Timestamp now)
    {
        for (int i = 0; i < _queues.Count; i++)
        {
            while (_counts.WaitingBytes < _options.WaitingBytesMax && _queues[i].TryTake(out string? player, out PlayerEffect? effect))
            {
                PendingEffect pending = new(effect, now);
                _unsettled[i].Enqueue(pending);
                Add(player, pending, now);
            }
        }

        _counts.IsFull = _counts.WaitingBytes >= _options.WaitingBytesMax;
    }

    private void Add(string player, PendingEffect pending, Timestamp now)
    {
        if (!_players.TryGetValue(player, out WaitingPlayer? slot))
        {
            slot = new WaitingPlayer(player);
            _players.Add(player, slot);
            _counts.WaitingBytes += WaitingPlayer.OverheadBytes;
            Enqueue(slot, now.Plus(PlayerWriterOptions.Ns(_options.GatherMs)));
        }

        _counts.EffectsTaken++;
        _counts.EffectBytesTaken += pending.Effect.Payload.Length;
        _counts.EffectsWaiting++;
        _counts.WaitingBytes += pending.Bytes;
        foreach (PendingEffect replaced in slot.Add(pending))
        {
            _counts.EffectsReplaced++;
            Settle(replaced);
        }
    }

    private void Enqueue(WaitingPlayer slot, Timestamp dueAt)
    {
        slot.DueAt = dueAt;
        _due.Enqueue(slot);
    }

    private void Launch(Timestamp now)
    {
        if (_flight is not null || !_pace.MayTry(now)) return;
        Readmit(now);
        if (!_due.TryPeek(out WaitingPlayer? first) || !IsDue(first, now)) return;

        // One who is due takes along who will be soon: few larger batches instead of many small ones.
        Timestamp soon = now.Plus(PlayerWriterOptions.Ns(_options.GatherMs) / 4);
        int players = _singles > 0 ? 1 : _pace.BatchPlayers;
        List<WaitingPlayer> sent = [];
        List<PlayerLookup> batch = [];
        while (sent.Count < players && _due.TryPeek(out WaitingPlayer? slot) && IsDue(slot, soon))
        {
            _due.Dequeue();
            sent.Add(slot);
            batch.Add(new PlayerLookup(slot.Player, Array.ConvertAll(slot.Send(), pending => pending.Effect)));
        }

        _singles = Math.Max(_singles - 1, 0);
        _sent = [.. sent];
        _deadline = now.Plus(PlayerWriterOptions.Ns(_options.TimeoutMs));
        _callOff = new CancellationTokenSource();
        _counts.Attempts++;
        _flight = new PlayerFlush(_store, _rules).RunAsync(batch, _callOff.Token).Preserve();
    }

    private bool IsDue(WaitingPlayer slot, Timestamp now) => _isFinishing || now.CompareTo(slot.DueAt) >= 0;

    private void Readmit(Timestamp now)
    {
        for (int i = _refused.Count - 1; i >= 0; i--)
        {
            if (now.CompareTo(_refused[i].DueAt) < 0) continue;
            _due.Enqueue(_refused[i]);
            _refused.RemoveAt(i);
        }
    }

    private void Land(Timestamp now)
    {
        if (_flight is not { } flight) return;
        if (!flight.IsCompleted)
        {
            CallOffIfOverdue(now);
            return;
        }

        _flight = null;
        bool calledOff = _callOff.IsCancellationRequested;
        _callOff.Dispose();
        try
        {
            Succeed(flight.GetAwaiter().GetResult(), now);
        }
        catch (PlayerStoreException failure) when (!failure.IsTransient)
        {
            Refuse(failure.Message, now);
        }
        catch (PlayerStoreException failure)
        {
            Fail(failure.Message, now);
        }
        catch (OperationCanceledException) when (calledOff)
        {
            Fail($"no answer within {_options.TimeoutMs} ms", now);
        }
    }

    // A store that does not answer even to this is waited for: a second attempt beside the first would only add to its load.
    private void CallOffIfOverdue(Timestamp now)
    {
        if (now.CompareTo(_deadline) < 0 || _callOff.IsCancellationRequested) return;
        _counts.Timeouts++;
        _callOff.Cancel();
    }

    private void Succeed(PlayerFlush flush, Timestamp now)
    {
        _pace.Succeeded();
        _refusedInARow = 0;
        for (int i = 0; i < _sent.Length; i++)
        {
            CommitOutcome outcome = flush.Outcomes[i];
            if (outcome.Result == CommitResult.Conflict)
            {
                _counts.Conflicts++;
                _sent[i].TakeBack();
                Enqueue(_sent[i], now);
                continue;
            }

            if (outcome.Result == CommitResult.Stored) _counts.Commits++;
            _counts.EffectsEntered += outcome.EffectsEntered;
            _counts.EffectsKnown += _sent[i].SentCount - outcome.EffectsEntered;
            Settle(_sent[i], now);
        }

        _sent = [];
        _counts.WrittenBytes += flush.WrittenBytes;
        _counts.Unfolded += flush.UnfoldedCount;
        if (flush.UnfoldedCount > 0) _counts.UnfoldedText = flush.UnfoldedText;
    }

    private void Settle(WaitingPlayer slot, Timestamp now)
    {
        foreach (PendingEffect pending in slot.Settle()) Settle(pending);
        if (!slot.IsEmpty)
        {
            Enqueue(slot, slot.IsLong ? now : now.Plus(PlayerWriterOptions.Ns(_options.GatherMs)));
            return;
        }

        _players.Remove(slot.Player);
        _keptAside?.Forget(slot.Player);
        _counts.WaitingBytes -= WaitingPlayer.OverheadBytes;
    }

    private void Settle(PendingEffect pending)
    {
        pending.IsSettled = true;
        _counts.WaitingBytes -= pending.Bytes;
        _counts.EffectsWaiting--;
    }

    private void Fail(string text, Timestamp now)
    {
        NoteFailure(text);
        _pace.Failed(now);
        SendAgain(now);
    }

    /// <summary>The store will not take this batch, now or later: it is sent again player by player, and who is found to be the cause is left alone for a while.</summary>
    private void Refuse(string text, Timestamp now)
    {
        NoteFailure(text);
        if (_sent.Length > 1)
        {
            _singles += _sent.Length;
            SendAgain(now);
            return;
        }

        _counts.PlayersRefused++;
        WaitingPlayer refused = _sent[0];
        _sent = [];
        refused.TakeBack();

        // One is a player's own trouble, several in a row are the store's.
        if (++_refusedInARow >= _options.ProbeAfterFailures) _pace.Failed(now);
        else KeepAside(refused);
        refused.DueAt = now.Plus(PlayerWriterOptions.Ns(_options.RefusedMs));
        _refused.Add(refused);
    }

    // Rooms forget what they promised in order, so one effect that nobody takes would make all rooms of a shard keep everything that came after it.
    private void KeepAside(WaitingPlayer slot)
    {
        IReadOnlyList<PendingEffect> unsettled = slot.Unsettled;
        if (unsettled.Count == 0 || _keptAside?.TryKeep(slot.Player, [.. unsettled.Select(pending => pending.Effect)]) != true) return;
        foreach (PendingEffect pending in unsettled) pending.IsSettled = true;
    }

    private void NoteFailure(string text)
    {
        _counts.Failures++;
        _counts.FailureText = text;
    }

    private void SendAgain(Timestamp now)
    {
        foreach (WaitingPlayer slot in _sent)
        {
            slot.TakeBack();
            Enqueue(slot, now);
        }

        _sent = [];
    }

    private void NoteStored()
    {
        for (int i = 0; i < _queues.Count; i++)
        {
            ulong through = _queues[i].StoredThrough;
            while (_unsettled[i].TryPeek(out PendingEffect? oldest) && oldest.IsSettled)
            {
                _unsettled[i].Dequeue();
                through++;
            }

            _queues[i].NoteStored(through);
        }
    }

    private void Publish(Timestamp now)
    {
        long oldestNs = 0;
        foreach (Queue<PendingEffect> unsettled in _unsettled)
        {
            if (unsettled.TryPeek(out PendingEffect? oldest)) oldestNs = Math.Max(oldestNs, now.Since(oldest.TakenAt));
        }

        _counts.Health = _pace.Health;
        _counts.PlayersWaiting = _players.Count;
        _counts.PlayersKeptAside = _keptAside?.PlayerCount ?? 0;
        _counts.OldestWaitingMs = oldestNs / Timestamp.NanosecondsPerMillisecond;
        Volatile.Write(ref _published, _counts with { });
    }
}
