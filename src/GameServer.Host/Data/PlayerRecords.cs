using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.Persistence;
using GameServer.Server;

namespace GameServer.Host.Data;

/// <summary>
/// The node's player store, and the thread that brings effects to it and profiles from it. One thread for all shards: a player may go from one to the other, and is written by one hand.
/// </summary>
internal sealed class PlayerRecords : IDisposable
{
    /// <summary>Effects of a shard on their way to the writer: some 10,000. What finds no room stays in the rooms' own state.</summary>
    private const int QueueBytes = 1 << 20;

    /// <summary>Logins of a shard whose profiles are asked for at once.</summary>
    private const int LoginsAtOnce = 1_024;

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_idlePeriod = TimeSpan.FromMilliseconds(20);   // each look costs some 30 µs of CPU, and next to nobody waits for the first of many
    private static readonly TimeSpan s_openPatience = TimeSpan.FromSeconds(15);

    private readonly IPlayerStore _store;
    private readonly PlayerRecordWriter _writer;
    private readonly ProfileLoader? _loader;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _stopping = new(initialState: false, spinCount: 0);   // it is only ever waited out: spinning first would cost more than the work between
    private Action<Exception> _failed = _ => { };

    private PlayerRecords(IPlayerStore store, PlayerStoreKind kind, IProfileRules? rules, int shards, RefusedEffects? keptAside)
    {
        _store = store;
        Kind = kind;
        EffectQueue[] effects = new EffectQueue[shards];
        ProfileQueue[] profiles = new ProfileQueue[shards];
        ShardPlayers[] ends = new ShardPlayers[shards];
        for (int i = 0; i < shards; i++)
        {
            effects[i] = new EffectQueue(QueueBytes);
            profiles[i] = new ProfileQueue(effects[i], LoginsAtOnce);
            ends[i] = new ShardPlayers(effects[i], rules is null ? null : profiles[i]);
        }

        Shards = ends;
        ulong seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        PlayerWriterOptions options = new();
        WaitingBytesMax = options.WaitingBytesMax;
        _writer = new PlayerRecordWriter(store, rules, options, effects, seed, keptAside);
        _loader = rules is null ? null : new ProfileLoader(store, rules, _writer, options, profiles, seed);
        _thread = new Thread(Repeat) { Name = "player records" };
    }

    /// <summary>Bytes of effects the writer holds before it takes no more.</summary>
    public long WaitingBytesMax { get; }

    /// <summary>The store itself, for what is not on the way from or to a shard.</summary>
    public IPlayerStore Store => _store;

    /// <summary>What the store is.</summary>
    public PlayerStoreKind Kind { get; }

    /// <summary>The shards' ends.</summary>
    public IReadOnlyList<ShardPlayers> Shards { get; }

    /// <summary>What the writer has done and has before it.</summary>
    public PlayerWriterStatus Status => _writer.Status;

    /// <summary>Profiles read for logins.</summary>
    public long ProfilesRead => _loader?.AnsweredCount ?? 0;

    /// <summary>Profiles that could not be read, or not in time.</summary>
    public long ProfilesFailed => _loader?.FailedCount ?? 0;

    /// <summary>Opens the store; null when no records are kept.</summary>
    /// <exception cref="StartException">It cannot be opened.</exception>
    public static PlayerRecords? Open(HostOptions options, string? dataFolder, IProfileRules? rules)
    {
        if (options.PlayersKept == PlayerStoreKind.None) return null;
        IPlayerStore? store = null;
        try
        {
            store = options.PlayersKept == PlayerStoreKind.Files
                ? new FilePlayerStore(new FileStorage(Path.Combine(dataFolder!, "players")), new FilePlayerStoreOptions())
                : new PostgresPlayerStore(options.PlayersConnection);
            OpenAsync(store).GetAwaiter().GetResult();
            RefusedEffects? keptAside = dataFolder is null ? null : new RefusedEffects(new FileStorage(Path.Combine(dataFolder, "refused")));
            return Over(store, options.PlayersKept, rules, options.Shards, keptAside);
        }
        catch (Exception failure) when (failure is PlayerStoreException or ArgumentException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            store?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw new StartException(ErrorCode.RecordsUnavailable, Reason(options.PlayersKept, failure));
        }
    }

    /// <summary>The node's end of a store that is open.</summary>
    public static PlayerRecords Over(IPlayerStore store, PlayerStoreKind kind, IProfileRules? rules, int shards, RefusedEffects? keptAside) => new(store, kind, rules, shards, keptAside);

    /// <summary>Starts to write and to read.</summary>
    /// <param name="failed">Called when the thread ends by an error that is ours.</param>
    public void Start(Action<Exception> failed)
    {
        _failed = failed;
        _thread.Start();
    }

    /// <summary>Stores what is left, for as long as that may take. The shards' threads must have ended, and their logs be durable.</summary>
    /// <param name="offer">Offers what the shards still have; true when nothing is left there.</param>
    /// <param name="patience">When to give up.</param>
    /// <param name="isKept">Whether the rooms' last state is, with what they promised.</param>
    /// <returns>What the operator has to know when not everything is stored; null when it is.</returns>
    public FormattableString? Finish(Func<bool> offer, TimeSpan patience, bool isKept)
    {
        End();
        _writer.Finish();
        long endNs = MonotonicClock.Nanoseconds() + (long)patience.TotalNanoseconds;
        while (MonotonicClock.Nanoseconds() < endNs)
        {
            bool isOffered = offer();
            _writer.Pump(MonotonicClock.Now());
            if (isOffered && Shards.All(shard => shard.Effects.StoredThrough == shard.Effects.LastOffered)) return null;
            Thread.Sleep(s_period);
        }

        string left = isKept ? "the next start goes on with them" : "what is left of them is lost";
        return $"not all players' records could be written within {patience.TotalSeconds} s ({Status.FailureText}); {left}.";
    }

    public void Dispose()
    {
        End();
        _store.DisposeAsync().AsTask().Wait(s_openPatience);
        _stopping.Dispose();
    }

    private static async Task OpenAsync(IPlayerStore store)
    {
        using CancellationTokenSource patience = new(s_openPatience);
        await store.OpenAsync(patience.Token);
    }

    private static string Reason(PlayerStoreKind kind, Exception failure)
    {
        string what = failure is OperationCanceledException ? $"no answer within {s_openPatience.TotalSeconds} s" : failure.Message.TrimEnd('.');
        if (kind == PlayerStoreKind.Files) return $"cannot open the player records in the data folder: {what}.";
        return failure is ArgumentException
            ? $"--players-connection cannot be read: {what}."
            : $"cannot open the player records in PostgreSQL: {what}. Check --players-connection, or start with --players files.";
    }

    private bool IsIdle => _writer.IsIdle && (_loader is null || _loader.IsIdle);

    private void End()
    {
        _stopping.Set();
        if (_thread.ThreadState != ThreadState.Unstarted) _thread.Join();
    }

    private void Repeat()
    {
        try
        {
            while (!_stopping.Wait(IsIdle ? s_idlePeriod : s_period))
            {
                Timestamp now = MonotonicClock.Now();
                _writer.Pump(now);
                _loader?.Pump(now);
            }
        }
        catch (Exception broken)
        {
            _failed(broken);
        }
    }
}
