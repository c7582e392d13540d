using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Report;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Crash;

/// <summary>
/// Plays, kills, starts again, and waits for everybody, all on one thread: so the bots play on while a process dies and another starts, as players do. It kills only processes
/// that it started, by the handle it has of them.
/// </summary>
internal sealed partial class CrashDriver(CrashOptions options, Func<Task<SpawnedServer?>> start, Action<string> say, CancellationToken interrupt) : IDisposable
{
    private const long SliceNs = Timestamp.NanosecondsPerMillisecond;
    private const long QuietNs = 300 * Timestamp.NanosecondsPerMillisecond;   // after everything is settled: time for a second effect of something to show

    private readonly List<string> _problems = [];
    private readonly List<CrashLife> _lives = [];
    private Prng _prng = Prng.For(options.Seed, nameof(CrashDriver));
    private SliceSleeper _sleeper = null!;
    private SpawnedServer? _server;

    /// <summary>Every process, in order.</summary>
    public IReadOnlyList<CrashLife> Lives => _lives;

    /// <summary>What went wrong with the processes or with the return of players; the bots have their own.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The players; null when no server came up.</summary>
    public CrashSwarm? Swarm { get; private set; }

    /// <summary>From a process's start until a player saw the room again, for each player and kill.</summary>
    public LatencyHistogram Shown { get; } = new();

    /// <summary>The same until the player had the seat.</summary>
    public LatencyHistogram Seated { get; } = new();

    /// <summary>From a process's start until it said that it listens.</summary>
    public LatencyHistogram Listening { get; } = new();

    /// <summary>Every kill was carried out and everybody came back from it.</summary>
    public bool IsWhole { get; private set; }

    public bool Interrupted => interrupt.IsCancellationRequested;

    /// <summary>The whole run. False when there was no server to begin with.</summary>
    public bool Run()
    {
        _sleeper = SliceSleeper.ForThisThread();
        _server = start().GetAwaiter().GetResult();
        if (_server is null) return false;
        Swarm = new CrashSwarm(options, new IPEndPoint(IPAddress.Loopback, _server.Port));
        Swarm.Connect();
        IsWhole = TryGather(0);
        if (IsWhole) _ = StepUntil(() => Swarm.AnyBought, options.PatienceNs);   // from then on there is something to lose
        for (int kill = 1; IsWhole && kill <= options.Kills; kill++)
        {
            Play(DrawLifeNs());
            if (Interrupted) break;
            Kill();
            IsWhole = TryRestart() && TryGather(kill);
        }

        if (IsWhole) Settle();
        Stop();
        return true;
    }

    public void Dispose()
    {
        Swarm?.Dispose();
        _server?.Dispose();
    }

    [GeneratedRegex(@"^room 0 goes on from tick (?<tick>\d+), state (?<state>[0-9a-f]{16}),", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GoesOn();

    private long DrawLifeNs() => (long)(_prng.NextFloat((float)options.LifeSecondsMin, (float)options.LifeSecondsMax) * Timestamp.NanosecondsPerSecond);

    private void Play(long forNs)
    {
        long startNs = SteadyClock.Nanoseconds();
        _ = StepUntil(() => false, forNs);
        _lives[^1].PlayedMs = Milliseconds(SteadyClock.Nanoseconds() - startNs);
    }

    private void Kill()
    {
        _lives[^1].OpenAtKill = Swarm!.OpenCommands;
        Swarm.Await();
        long startNs = SteadyClock.Nanoseconds();
        if (_server!.HasExited) _problems.Add($"the server of life {_lives.Count - 1} ended by itself: {_server.LastError}");
        _server.Kill();
        _server.Dispose();
        _lives[^1].DyingMs = Milliseconds(SteadyClock.Nanoseconds() - startNs);
    }

    private bool TryRestart()
    {
        Task<SpawnedServer?> starting = start();
        _server = null;
        while (!starting.IsCompleted) Step();
        _server = starting.GetAwaiter().GetResult();
        if (_server is null) _problems.Add($"the server did not come back after kill {_lives.Count}");
        return _server is not null;
    }

    /// <summary>Waits until everybody is back, and writes the life down.</summary>
    private bool TryGather(int number)
    {
        bool allBack = StepUntil(() => Swarm!.AllBack || Swarm.HasProblem, options.PatienceNs) && Swarm!.AllBack;
        long startNs = _server!.StartedNs;
        LatencyHistogram seated = new();
        LatencyHistogram shown = new();
        foreach (CrashBot bot in Swarm!.Bots.Where(bot => bot.IsBack))
        {
            seated.Record(bot.SeatedNs - startNs);
            shown.Record(bot.ShownNs - startNs);
        }

        Match goesOn = _server.LinesBeforeListening.Select(line => GoesOn().Match(line)).FirstOrDefault(match => match.Success) ?? Match.Empty;
        CrashLife life = new()
        {
            Number = number,
            ProcessId = _server.ProcessId,
            FromTick = goesOn.Success ? uint.Parse(goesOn.Groups["tick"].ValueSpan, CultureInfo.InvariantCulture) : 0,
            State = goesOn.Groups["state"].Value,
            ListeningMs = Milliseconds(_server.ListeningNs - startNs),
            Seated = number > 0 ? Spread.Of(seated) : null,
            Shown = number > 0 ? Spread.Of(shown) : null,
        };
        _lives.Add(life);
        if (number > 0) Note(life, seated, shown);
        if (!allBack && !Interrupted) _problems.Add(Missing(number, SteadyClock.Nanoseconds() - startNs));
        return allBack && !Interrupted;
    }

    private string Missing(int number, long sinceNs)
    {
        string found = string.Create(CultureInfo.InvariantCulture, $"{Swarm!.BackCount} of {Swarm.Bots.Count} players were in their seats {sinceNs / 1e9:0.0} s after start {number}");
        return Swarm.HasProblem ? $"{found}, and one had a problem that no waiting mends" : found;
    }

    private void Note(CrashLife life, LatencyHistogram seated, LatencyHistogram shown)
    {
        if (life.FromTick == 0) _problems.Add($"the server of life {life.Number} found no room to go on with");
        Seated.Merge(seated);
        Shown.Merge(shown);
        Listening.Record((long)(life.ListeningMs * Timestamp.NanosecondsPerMillisecond));
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"kill {life.Number,4}: on from tick {life.FromTick}; listening after {life.ListeningMs:0} ms; players back p50 {life.Shown!.P50Ms:0} p99 {life.Shown.P99Ms:0} max {life.Shown.MaxMs:0} ms; {_lives[^2].OpenAtKill} commands were open"));
    }

    private void Settle()
    {
        Swarm!.StopShopping();
        _ = StepUntil(() => Swarm.AllSettled, options.PatienceNs);
        _ = StepUntil(() => false, QuietNs);
        if (_server!.HasExited) _problems.Add($"the server of life {_lives.Count - 1} ended by itself: {_server.LastError}");
    }

    private void Stop()
    {
        if (_server is null) return;
        int? exitCode = _server.Stop();
        if (exitCode == 0) return;
        _problems.Add(exitCode is null ? "the last server did not stop within 10 s of SIGTERM" : $"the last server ended with exit code {exitCode}: {_server.LastError}");
    }

    private bool StepUntil(Func<bool> holds, long limitNs)
    {
        long endNs = SteadyClock.Nanoseconds() + limitNs;
        while (SteadyClock.Nanoseconds() < endNs && !Interrupted)
        {
            Step();
            if (holds()) return true;
        }

        return false;
    }

    private void Step()
    {
        _sleeper.SleepUntil(SteadyClock.Nanoseconds() + SliceNs);
        Swarm!.Step();
    }

    private static double Milliseconds(long nanoseconds) => nanoseconds / 1e6;
}
