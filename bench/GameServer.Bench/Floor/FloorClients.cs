using System;
using System.Runtime.InteropServices;
using GameServer.Core;
using GameServer.Host.Pacing;

namespace GameServer.Bench.Floor;

/// <summary>
/// N clients, one connected socket each, on one epoll loop in one thread: read what comes, send one datagram per client and tick. Each client has its own moment within
/// the tick, so that the server meets an even stream and not a volley.
/// </summary>
internal sealed unsafe class FloorClients : IDisposable
{
    // Look once per slice and take all that is there. Waiting inside epoll instead wakes the thread for every few datagrams, which costs 15 % more CPU.
    private const long SliceNanoseconds = Timestamp.NanosecondsPerMillisecond;

    private const long SilenceNanosecondsMax = 15 * Timestamp.NanosecondsPerSecond;

    private readonly FloorOptions _options;
    private readonly LinuxSocket[] _sockets;
    private readonly EventQueue _events = new();
    private readonly byte* _buffer = (byte*)NativeMemory.AllocZeroed(FloorDatagram.BytesMax);
    private FloorPhase _phase = FloorPhase.Gather;
    private long _sent;
    private long _received;
    private long _skipped;

    public FloorClients(FloorOptions options, int serverPort)
    {
        _options = options;
        _sockets = new LinuxSocket[options.Clients];
        for (int i = 0; i < _sockets.Length; i++)
        {
            _sockets[i] = LinuxSocket.Open(options.Family);
            _sockets[i].Connect(options.ServerEndpoint(serverPort));
            _events.Watch(_sockets[i], i);
        }
    }

    /// <summary>Plays until the server says that it is done; null when it fell silent instead.</summary>
    public FloorSide? Run()
    {
        PreciseSleeper sleeper = PreciseSleeper.ForThisThread(0);
        long start = MonotonicClock.Nanoseconds();
        long now = start;
        long heard = start;
        long dueIndex = 0; // of all clients' sends, in the order of their moments
        CpuTime before = default;
        CpuTime after = default;
        while (_phase != FloorPhase.Done)
        {
            now = sleeper.SleepUntil(now + SliceNanoseconds);
            FloorPhase phaseBefore = _phase;
            if (ReceiveWaiting() > 0) heard = now;
            if (_phase != phaseBefore && _phase == FloorPhase.Measure) before = CpuTime.OfThisProcess();
            if (_phase != phaseBefore && _phase == FloorPhase.Done) after = CpuTime.OfThisProcess();
            if (now - heard > SilenceNanosecondsMax) return null;
            dueIndex = SendDue(dueIndex, now - start);
        }

        return new FloorSide(_sent, _received, _skipped, after - before);
    }

    public void Dispose()
    {
        foreach (LinuxSocket socket in _sockets) socket.Dispose();
        _events.Dispose();
        NativeMemory.Free(_buffer);
    }

    // Returns the datagrams taken. Sockets are "ready" with an error, too, when the server is gone, so readiness alone is no sign of life.
    private int ReceiveWaiting()
    {
        int taken = 0;
        int readyCount;
        do
        {
            readyCount = _events.TakeReady();
            for (int i = 0; i < readyCount; i++)
            {
                // One datagram per readiness: at one per tick there is hardly ever a second, and if there is, epoll says so again.
                if (_sockets[_events.ReadyIndex(i)].Receive(_buffer, FloorDatagram.BytesMax) < FloorDatagram.BytesMin) continue;
                _phase = FloorDatagram.ReadPhase(new ReadOnlySpan<byte>(_buffer, FloorDatagram.BytesMin));
                if (_phase == FloorPhase.Measure) _received++;
                taken++;
            }
        }
        while (readyCount == EventQueue.ReadyMax);

        return taken;
    }

    private long SendDue(long dueIndex, long elapsedNanoseconds)
    {
        long dueEnd = (long)((Int128)elapsedNanoseconds * _options.Clients / _options.IntervalNanoseconds);

        // Over a tick behind: a bot would not send the missed ones either. They are counted, for they mean that this process was starved.
        if (dueEnd - dueIndex > _options.Clients)
        {
            if (_phase == FloorPhase.Measure) _skipped += dueEnd - dueIndex - _options.Clients;
            dueIndex = dueEnd - _options.Clients;
        }

        byte* datagram = stackalloc byte[FloorDatagram.BytesMax];
        for (; dueIndex < dueEnd; dueIndex++)
        {
            int client = (int)(dueIndex % _options.Clients);
            FloorDatagram.Write(new Span<byte>(datagram, _options.UpBytes), _phase, client);
            if (_sockets[client].Send(datagram, _options.UpBytes) && _phase == FloorPhase.Measure) _sent++;
        }

        return dueIndex;
    }
}
