using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.Replication;
using GameServer.Server;

namespace GameServer.Host.Operating;

/// <summary>
/// Leaves politely: nobody new is let in, those who play are told when it ends and where to go, and the process ends once everybody has left or the time is over. It can be called off until then.
/// </summary>
internal sealed class DrainControl : IDisposable
{
    /// <summary>A day.</summary>
    public const int LimitSecondsMax = 86_400;

    /// <summary>What players read when nobody says anything else.</summary>
    public const string DefaultText = "the server is about to leave";

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(100);

    /// <summary>Shards publish who is there ten times a second: a picture from before the drain must not end it.</summary>
    private const long PictureNs = 300 * Timestamp.NanosecondsPerMillisecond;

    private readonly IReadOnlyList<ShardDesk> _shards;
    private readonly Action<Redirect> _end;
    private readonly object _gate = new();
    private readonly Timer _timer;
    private Drain? _drain;
    private long _startedNs;
    private int _limitSeconds;
    private bool _isEnding;

    /// <summary>Nothing is drained yet.</summary>
    /// <param name="shards">That are to let nobody in.</param>
    /// <param name="end">Ends the process; told where the players go who are left.</param>
    public DrainControl(IReadOnlyList<ShardDesk> shards, Action<Redirect> end)
    {
        _shards = shards;
        _end = end;
        _timer = new Timer(_ => Look(), null, s_period, s_period);
    }

    /// <summary>False from the moment the server begins to leave until that is called off.</summary>
    public bool IsServing
    {
        get
        {
            lock (_gate) return _drain is null && !_isEnding;
        }
    }

    /// <summary>How far it is.</summary>
    public DrainView View
    {
        get
        {
            lock (_gate)
            {
                if (_drain is null) return new DrainView(_isEnding ? "ending" : "serving", 0, 0, "", "", PlayerCount);
                int left = (int)Math.Max(0, (_drain.EndsNs - MonotonicClock.Nanoseconds() + Timestamp.NanosecondsPerSecond - 1) / Timestamp.NanosecondsPerSecond);
                return new DrainView(_isEnding ? "ending" : "draining", _limitSeconds, left, _drain.GoTo.Where ?? "", _drain.Text, PlayerCount);
            }
        }
    }

    private int PlayerCount => _shards.Sum(shard =>
    {
        ShardStatus status = shard.Shard.Status.Read();
        return status.PlayerCount + status.InterruptedCount;
    });

    /// <summary>Begins to leave, or changes how.</summary>
    /// <param name="limitSeconds">The process ends after so long at the latest, 0 to <see cref="LimitSecondsMax"/>.</param>
    /// <param name="goTo">Where players shall go.</param>
    /// <param name="text">For players to read.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<Outcome<DrainView>> BeginAsync(int limitSeconds, Redirect goTo, string text, CancellationToken cancel)
    {
        Drain drain;
        lock (_gate)
        {
            if (_isEnding) return new Outcome<DrainView>(null, OperationProblem.Draining, "the server is stopping already");
            _startedNs = MonotonicClock.Nanoseconds();
            _limitSeconds = limitSeconds;
            drain = new Drain(goTo, text, _startedNs + (limitSeconds * Timestamp.NanosecondsPerSecond));
            _drain = drain;
        }

        return await TellAsync(drain, new Notice(NoticeKind.Draining, text, limitSeconds, goTo), cancel).ConfigureAwait(false);
    }

    /// <summary>Stays after all.</summary>
    public async Task<Outcome<DrainView>> CancelAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_drain is null || _isEnding) return new Outcome<DrainView>(null, OperationProblem.NotDraining, _isEnding ? "the server is stopping: it is too late" : "the server is not about to leave");
            _drain = null;
        }

        return await TellAsync(null, new Notice(NoticeKind.DrainCancelled, "", 0, Redirect.Nowhere), cancel).ConfigureAwait(false);
    }

    /// <summary>Ends it now, whoever is left.</summary>
    public void EndNow()
    {
        Redirect goTo;
        lock (_gate)
        {
            if (_isEnding) return;
            _isEnding = true;
            goTo = _drain?.GoTo ?? Redirect.Nowhere;
        }

        _end(goTo);
    }

    public void Dispose()
    {
        using ManualResetEvent ended = new(false);
        if (_timer.Dispose(ended)) ended.WaitOne();
    }

    // A shard that does not answer in time may still do it: what the others were told holds all the same.
    private async Task<Outcome<DrainView>> TellAsync(Drain? drain, Notice notice, CancellationToken cancel)
    {
        OperationProblem problem = OperationProblem.None;
        string text = "";
        foreach (ShardDesk shard in _shards)
        {
            Outcome<DrainRequest> told = await shard.AskAsync(new DrainRequest(drain, notice), cancel).ConfigureAwait(false);
            if (told.IsDone) continue;
            (problem, text) = (told.Problem, told.Text);
        }

        return problem == OperationProblem.None ? new Outcome<DrainView>(View) : new Outcome<DrainView>(null, problem, text);
    }

    private void Look()
    {
        lock (_gate)
        {
            long now = MonotonicClock.Nanoseconds();
            if (_drain is null || _isEnding) return;
            bool isEmpty = now - _startedNs >= PictureNs && PlayerCount == 0;
            if (!isEmpty && now < _drain.EndsNs) return;
        }

        EndNow();
    }
}
