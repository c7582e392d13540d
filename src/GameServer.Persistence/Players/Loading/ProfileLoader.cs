using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// Reads profiles for players who log in, on the thread of the <see cref="PlayerRecordWriter"/> and after its <see cref="PlayerRecordWriter.Pump"/>. What the writer holds and the store may not have yet is
/// folded in on top: the store says, with the record and of the same moment, which of it it knows. One batch at a time; a store that fails is asked again at growing intervals until nobody waits any more.
/// </summary>
public sealed class ProfileLoader
{
    private const int WaitingMax = 4_096;   // what shards ask beyond that stays in their queues

    private readonly IPlayerStore _store;
    private readonly IProfileRules _rules;
    private readonly PlayerRecordWriter _writer;
    private readonly PlayerWriterOptions _options;
    private readonly IReadOnlyList<ProfileQueue> _queues;
    private readonly RetryPace _pace;
    private readonly List<Login> _waiting = [];
    private List<Login> _sent = [];
    private List<PlayerLookup> _asked = [];
    private ValueTask<IReadOnlyList<PlayerFound>>? _flight;
    private CancellationTokenSource _callOff = new();
    private Timestamp _callOffAt;
    private long _answeredCount;
    private long _failedCount;

    /// <summary>A loader that has done nothing yet.</summary>
    /// <param name="store">Where records are kept; open.</param>
    /// <param name="rules">How they are read.</param>
    /// <param name="writer">Holds what the store may not have yet.</param>
    /// <param name="options">The writer's: batch, time-out and pace are the same.</param>
    /// <param name="queues">One per shard.</param>
    /// <param name="seed">Of the jitter: another one on every node.</param>
    public ProfileLoader(IPlayerStore store, IProfileRules rules, PlayerRecordWriter writer, PlayerWriterOptions options, IReadOnlyList<ProfileQueue> queues, ulong seed)
    {
        _store = store;
        _rules = rules;
        _writer = writer;
        _options = options;
        _queues = queues;
        _pace = new RetryPace(options, StateHasher.Mix(seed));
    }

    /// <summary>Profiles read since the start. Safe to read from any thread.</summary>
    public long AnsweredCount => Volatile.Read(ref _answeredCount);

    /// <summary>Profiles that could not be read, or not in time. Safe to read from any thread.</summary>
    public long FailedCount => Volatile.Read(ref _failedCount);

    /// <summary>True when every question taken is answered.</summary>
    public bool IsIdle => _waiting.Count == 0 && _flight is null;

    /// <summary>What is on its way, for those who wait for the store instead of for time.</summary>
    internal ValueTask<IReadOnlyList<PlayerFound>>? Flight => _flight;

    /// <summary>Takes questions, asks the store, and answers.</summary>
    public void Pump(Timestamp now)
    {
        Land(now);
        foreach (ProfileQueue queue in _queues)
        {
            while (_waiting.Count < WaitingMax && queue.TryTake(out ProfileRequest request)) _waiting.Add(new Login(queue, request));
        }

        Expire(now);
        Launch(now);
        Land(now);   // a store in files answers at once
    }

    private void Expire(Timestamp now)
    {
        if (_waiting.Count == 0) return;   // as mostly: and then nothing is allocated, hundreds of times a second
        foreach (Login late in _waiting.Where(login => now.CompareTo(login.Request.Deadline) >= 0)) Fail(late, "the player store did not answer in time");
        _waiting.RemoveAll(login => now.CompareTo(login.Request.Deadline) >= 0);
    }

    private void Launch(Timestamp now)
    {
        if (_flight is not null || _waiting.Count == 0 || !_pace.MayTry(now)) return;
        List<Login> ready = [.. _waiting.Where(login => login.IsReady).Take(_pace.BatchPlayers)];
        if (ready.Count == 0) return;
        _waiting.RemoveAll(ready.Contains);
        _sent = ready;
        _asked = [.. ready.Select(login => new PlayerLookup(login.Request.Player, _writer.WaitingOf(login.Request.Player)))];
        _callOff = new CancellationTokenSource();
        _callOffAt = now.Plus(PlayerWriterOptions.Ns(_options.TimeoutMs));
        _flight = LoadAsync(_asked, _callOff.Token).Preserve();
    }

    // Whatever a store throws at once is thrown where its answer is awaited.
    private async ValueTask<IReadOnlyList<PlayerFound>> LoadAsync(IReadOnlyList<PlayerLookup> asked, CancellationToken stop) => await _store.LoadAsync(asked, stop);

    private void Land(Timestamp now)
    {
        if (_flight is not { } flight) return;
        if (!flight.IsCompleted)
        {
            if (now.CompareTo(_callOffAt) >= 0) _callOff.Cancel();
            return;
        }

        _flight = null;
        bool calledOff = _callOff.IsCancellationRequested;
        _callOff.Dispose();
        try
        {
            IReadOnlyList<PlayerFound> found = flight.GetAwaiter().GetResult();
            _pace.Succeeded();
            for (int i = 0; i < _sent.Count; i++) Answer(_sent[i], found[i], _asked[i]);
            _sent = [];
        }
        catch (PlayerStoreException refusal) when (!refusal.IsTransient)
        {
            foreach (Login login in _sent) Fail(login, refusal.Message);
            _sent = [];
        }
        catch (Exception failure) when (failure is PlayerStoreException || (calledOff && failure is OperationCanceledException))
        {
            _pace.Failed(now);
            _waiting.InsertRange(0, _sent);
            _sent = [];
        }
    }

    private void Answer(Login login, PlayerFound found, PlayerLookup asked)
    {
        try
        {
            PlayerEffect[] fresh = [.. asked.Asked.Where((_, index) => !found.Known[index])];
            login.Queue.Answer(new ProfileAnswer(login.Request.Ticket, ProfileFold.Read(found.Record, _rules, fresh).Bytes, null));
            Volatile.Write(ref _answeredCount, _answeredCount + 1);
        }
        catch (PlayerStoreException unreadable)
        {
            Fail(login, unreadable.Message);
        }
    }

    private void Fail(Login login, string problem)
    {
        login.Queue.Answer(new ProfileAnswer(login.Request.Ticket, default, problem));
        Volatile.Write(ref _failedCount, _failedCount + 1);
    }

    private sealed record Login(ProfileQueue Queue, ProfileRequest Request)
    {
        /// <summary>Whether the writer has seen all that the answer has to include.</summary>
        public bool IsReady => Queue.Effects.TakenThrough >= Request.OfferedThrough;
    }
}
