using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GameServer.Core;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Swarm;
using GameServer.Replication;

namespace GameServer.LoadTest.Crash;

/// <summary>All players of a crash run, on the calling thread: over one event queue and one wheel of deadlines, as long as somebody calls <see cref="Step"/> every slice.</summary>
internal sealed class CrashSwarm : IDisposable
{
    private const long LookNs = 10 * Timestamp.NanosecondsPerMillisecond;   // of a bot without a seat

    private readonly IPEndPoint _server;
    private readonly CrashBot[] _bots;
    private readonly Readiness _readiness;
    private readonly DueWheel _wheel;
    private readonly int[] _due = new int[128];

    public CrashSwarm(CrashOptions options, IPEndPoint server)
    {
        _server = server;
        _bots = new CrashBot[options.Bots];
        _readiness = Readiness.Create(options.Bots);
        _wheel = new DueWheel(options.Bots, SteadyClock.Nanoseconds());
        byte[] receiveBuffer = BotSocket.NewBuffer();
        SnapshotScratch scratch = new();
        Prng seeds = Prng.For(options.Seed, nameof(CrashSwarm));
        for (int i = 0; i < _bots.Length; i++)
        {
            _bots[i] = new CrashBot(server, i, options, receiveBuffer, scratch, ref seeds);
            _readiness.Watch(_bots[i].Handle, i);
        }
    }

    public IReadOnlyList<CrashBot> Bots => _bots;

    /// <summary>How late inputs were sampled, in nanoseconds: where this is much, the run says little about time.</summary>
    public LatencyHistogram SamplingLateness { get; } = new();

    public int BackCount => _bots.Count(bot => bot.IsBack);

    public bool AllBack => Array.TrueForAll(_bots, bot => bot.IsBack);

    public bool AnyBought => Array.Exists(_bots, bot => bot.Ledger.Bought > 0);

    public bool AllSettled => Array.TrueForAll(_bots, bot => bot.Ledger.IsSettled);

    /// <summary>True when some bot has found something wrong that no waiting mends.</summary>
    public bool HasProblem => Array.Exists(_bots, bot => bot.SeatProblem is not null || bot.Ledger.Problems.Count > 0);

    /// <summary>Commands without a result, of all bots.</summary>
    public int OpenCommands => _bots.Sum(bot => bot.Ledger.Open);

    public void Connect()
    {
        Timestamp now = SteadyClock.Now(SteadyClock.UtcOffsetTicks());
        for (int i = 0; i < _bots.Length; i++)
        {
            _bots[i].Await();
            _bots[i].Connect(_server, now);
            _wheel.Schedule(i, now.Nanoseconds + 1);
        }
    }

    /// <summary>From now on everybody counts as away until seated again.</summary>
    public void Await()
    {
        foreach (CrashBot bot in _bots) bot.Await();
    }

    public void StopShopping()
    {
        foreach (CrashBot bot in _bots) bot.Shops = false;
    }

    /// <summary>Plays what arrived and what is due.</summary>
    public void Step()
    {
        long utcOffsetTicks = SteadyClock.UtcOffsetTicks();
        bool more = true;
        for (int round = 0; more && round <= _bots.Length / _due.Length; round++)
        {
            int readyCount = _readiness.Take(out more);
            for (int position = 0; position < readyCount; position++) Poll(_readiness.IndexAt(position), utcOffsetTicks);
        }

        int dueCount = _due.Length;
        for (int round = 0; dueCount == _due.Length && round <= _bots.Length / _due.Length; round++)
        {
            dueCount = _wheel.Collect(SteadyClock.Nanoseconds(), _due);
            for (int i = 0; i < dueCount; i++) Poll(_due[i], utcOffsetTicks);
        }
    }

    public void Dispose()
    {
        foreach (CrashBot bot in _bots) bot?.Dispose();
        _readiness.Dispose();
    }

    private void Poll(int index, long utcOffsetTicks)
    {
        Timestamp now = SteadyClock.Now(utcOffsetTicks);
        CrashBot bot = _bots[index];
        if (bot.Client.NextInputNs <= now.Nanoseconds) SamplingLateness.Record(now.Nanoseconds - bot.Client.NextInputNs);
        bot.Poll(now);
        _wheel.Schedule(index, bot.Client.IsSeated ? bot.Client.NextInputNs : now.Nanoseconds + LookNs);
    }
}
