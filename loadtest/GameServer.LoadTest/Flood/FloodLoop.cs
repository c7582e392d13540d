using System;
using System.Collections.Generic;
using System.Net;
using GameServer.Core;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Swarm;
using GameServer.Transport.Wire;

namespace GameServer.LoadTest.Flood;

/// <summary>
/// The thread that floods: thousands of clients over one event queue and one wheel of deadlines. Sockets are opened before the clock starts, because opening one takes
/// longer than connecting it.
/// </summary>
internal sealed class FloodLoop : IDisposable
{
    private const long SliceNs = Timestamp.NanosecondsPerMillisecond;
    private const long LookNs = Timestamp.NanosecondsPerSecond;
    private const double GoodbyeSeconds = 10;

    private readonly FloodOptions _options;
    private readonly IPEndPoint _server;
    private readonly byte[] _key;
    private readonly FloodClient[] _clients;
    private readonly FloodState[] _states;
    private readonly long[] _leaveNs;
    private readonly Readiness _readiness;
    private readonly int[] _due = new int[256];
    private DueWheel? _wheel;
    private long _utcOffsetTicks;
    private long _startNs;
    private int _asked;
    private int _over;
    private int _connectedNow;

    public FloodLoop(FloodOptions options, IPEndPoint server)
    {
        _options = options;
        _server = server;
        _key = options.Key.Length == 0 ? [] : LibraryString.Write(options.Key);
        _clients = new FloodClient[options.Connects];
        _states = new FloodState[options.Connects];
        _leaveNs = new long[options.Connects];
        _readiness = Readiness.Create(options.Connects);
        SocketBatch batch = new();
        Prng prng = Prng.For(options.Seed, nameof(FloodLoop));
        for (int i = 0; i < _clients.Length; i++)
        {
            _clients[i] = new FloodClient(server, batch, prng.NextULong());
            _readiness.Watch(_clients[i].Handle, i);
        }
    }

    public FloodResult Result { get; } = new();

    public void Run()
    {
        SliceSleeper sleeper = SliceSleeper.ForThisThread();
        _startNs = SteadyClock.Nanoseconds() + SliceNs;
        _wheel = new DueWheel(_clients.Length, _startNs);
        long endNs = _startNs + Nanoseconds(_options.Seconds + Math.Max(_options.WithinSeconds, _options.HoldSeconds) + GoodbyeSeconds);
        long slice = _startNs;
        while (_over < _clients.Length && slice < endNs)
        {
            sleeper.SleepUntil(slice);
            _utcOffsetTicks = SteadyClock.UtcOffsetTicks();
            AskDue();
            PollReady();
            PollDue();

            // Slices that were missed are not made up for.
            slice = Math.Max(slice + SliceNs, SteadyClock.Nanoseconds());
        }

        foreach (FloodClient client in _clients) Result.SendFailures += client.SendFailures;
    }

    public void Dispose()
    {
        foreach (FloodClient client in _clients) client?.Dispose();
        _readiness.Dispose();
    }

    private static long Nanoseconds(double seconds) => (long)(seconds * Timestamp.NanosecondsPerSecond);

    private long AskAtNs(int index) => _startNs + (index * _options.SpacingNs);

    private void AskDue()
    {
        Timestamp now = SteadyClock.Now(_utcOffsetTicks);
        for (; _asked < _clients.Length && AskAtNs(_asked) <= now.Nanoseconds; _asked++, now = SteadyClock.Now(_utcOffsetTicks))
        {
            Result.AskedLate.Record(now.Nanoseconds - AskAtNs(_asked));
            _clients[_asked].Connect(_server, _key, now);
            Note(_asked, now.Nanoseconds);
        }
    }

    private void PollReady()
    {
        bool more = true;
        for (int round = 0; more && round <= _clients.Length / _due.Length; round++)
        {
            int readyCount = _readiness.Take(out more);
            for (int position = 0; position < readyCount; position++) Poll(_readiness.IndexAt(position));
            AskDue();
        }
    }

    private void PollDue()
    {
        int dueCount = _due.Length;
        for (int round = 0; dueCount == _due.Length && round <= _clients.Length / _due.Length; round++)
        {
            dueCount = _wheel!.Collect(SteadyClock.Nanoseconds(), _due);
            for (int i = 0; i < dueCount; i++) Poll(_due[i]);
        }
    }

    private void Poll(int index)
    {
        Timestamp now = SteadyClock.Now(_utcOffsetTicks);
        FloodClient client = _clients[index];
        if (client.State == FloodState.Connected && now.Nanoseconds >= _leaveNs[index])
        {
            client.Leave(now);
            Result.Stayed++;
        }

        client.Poll(now);
        Note(index, now.Nanoseconds);
    }

    private void Note(int index, long nowNs)
    {
        FloodClient client = _clients[index];
        FloodState before = _states[index];
        _states[index] = client.State;
        if (before != client.State) Change(index, before, client, nowNs);
        bool isOver = client.State is FloodState.Left or FloodState.Failed or FloodState.Lost;
        long nextNs = Math.Min(client.NextDeadlineNs, nowNs + LookNs);
        if (client.State == FloodState.Connected) nextNs = Math.Min(nextNs, _leaveNs[index]);
        _wheel!.Schedule(index, isOver ? DueWheel.Never : Math.Max(nextNs, nowNs + 1));
    }

    private void Change(int index, FloodState before, FloodClient client, long nowNs)
    {
        if (before == FloodState.Connected) _connectedNow--;
        switch (client.State)
        {
            case FloodState.Connected:
                Result.Connected++;
                Result.ConnectedAtOnceMax = Math.Max(Result.ConnectedAtOnceMax, ++_connectedNow);
                Result.ConnectTimes.Record(nowNs - AskAtNs(index));
                Result.LastConnectedNs = nowNs - _startNs;
                _leaveNs[index] = nowNs + Nanoseconds(_options.HoldSeconds);
                break;
            case FloodState.Left:
                Result.Left++;
                _over++;
                break;
            case FloodState.Failed or FloodState.Lost:
                Result.Failures[client.Reason] = Result.Failures.GetValueOrDefault(client.Reason) + 1;
                _over++;
                break;
        }
    }
}
