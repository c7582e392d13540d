using System;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Machine;

namespace GameServer.LoadTest.Swarm;

/// <summary>All players of a run on the calling thread: over one event queue and one wheel of deadlines, as long as somebody calls <see cref="Step"/> every slice.</summary>
internal abstract class SteppedSwarm : IDisposable
{
    private const long LookNs = 10 * Timestamp.NanosecondsPerMillisecond;   // of a bot without a seat

    private readonly Readiness _readiness;
    private readonly DueWheel _wheel;
    private readonly int[] _due = new int[128];
    private readonly int _rounds;   // of a step, whatever arrives meanwhile

    protected SteppedSwarm(int bots)
    {
        _readiness = Readiness.Create(bots);
        _wheel = new DueWheel(bots, SteadyClock.Nanoseconds());
        _rounds = 1 + (bots / _due.Length);
    }

    /// <summary>How late inputs were sampled, in nanoseconds: where this is much, the run says little about time.</summary>
    public LatencyHistogram SamplingLateness { get; } = new();

    /// <summary>Plays what arrived and what is due.</summary>
    public void Step()
    {
        long utcOffsetTicks = SteadyClock.UtcOffsetTicks();
        bool more = true;
        for (int round = 0; more && round < _rounds; round++)
        {
            int readyCount = _readiness.Take(out more);
            for (int position = 0; position < readyCount; position++) Poll(_readiness.IndexAt(position), utcOffsetTicks);
        }

        int dueCount = _due.Length;
        for (int round = 0; dueCount == _due.Length && round < _rounds; round++)
        {
            dueCount = _wheel.Collect(SteadyClock.Nanoseconds(), _due);
            for (int i = 0; i < dueCount; i++) Poll(_due[i], utcOffsetTicks);
        }
    }

    public void Dispose()
    {
        CloseSockets();
        _readiness.Dispose();
    }

    /// <summary>From now on a bot is played whenever something arrives on its socket.</summary>
    protected void Watch(int bot, int handle) => _readiness.Watch(handle, bot);

    /// <summary>A bot that has just been told to connect is played in the next step.</summary>
    protected void PlaySoon(int bot, Timestamp now) => _wheel.Schedule(bot, now.Nanoseconds + 1);

    /// <summary>A bot's client.</summary>
    protected abstract GameClient ClientOf(int bot);

    /// <summary>Plays one bot.</summary>
    protected abstract void Play(int bot, Timestamp now);

    /// <summary>Closes the bots' sockets.</summary>
    protected abstract void CloseSockets();

    private void Poll(int bot, long utcOffsetTicks)
    {
        Timestamp now = SteadyClock.Now(utcOffsetTicks);
        GameClient client = ClientOf(bot);
        if (client.NextInputNs <= now.Nanoseconds) SamplingLateness.Record(now.Nanoseconds - client.NextInputNs);
        Play(bot, now);
        _wheel.Schedule(bot, client.IsSeated ? client.NextInputNs : now.Nanoseconds + LookNs);
    }
}
