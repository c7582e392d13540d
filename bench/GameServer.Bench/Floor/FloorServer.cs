using System;
using System.Diagnostics;
using GameServer.Core;
using GameServer.Host.Pacing;

namespace GameServer.Bench.Floor;

/// <summary>
/// The least any server can do: at every tick receive what is waiting and send one datagram to each client. It learns the clients' addresses first; from then on it
/// looks at one byte of what it receives, to count it.
/// </summary>
internal sealed class FloorServer : IDisposable
{
    private const int ReceiveSlots = 256;

    // What one small datagram takes of the receive buffer (its sk_buff and data block); larger ones take their size more.
    private const int KernelOverheadBytes = 768;

    private readonly FloorOptions _options;
    private readonly LinuxSocket _socket;
    private readonly DatagramBatch _inbound;
    private readonly DatagramBatch _outbound;
    private readonly LatencyHistogram _lateness = new();
    private CpuTime _cpu;
    private long _lateTicks;
    private long _sent;
    private long _received;

    public FloorServer(FloorOptions options)
    {
        _options = options;
        _socket = LinuxSocket.Open(options.Family);
        _socket.Bind(options.ServerEndpoint(0));
        Port = _socket.LocalEndpoint(options.ServerEndpoint(0)).Port;
        ReceiveBufferBytes = _socket.EnlargeBuffers(32 << 20);
        DrainsPerTick = DrainsNeeded();
        int addressBytes = options.ServerEndpoint(0).Serialize().Size;
        _inbound = new DatagramBatch(ReceiveSlots, options.UpBytes, addressBytes);
        _outbound = new DatagramBatch(options.Clients, options.DownBytes, addressBytes);
    }

    public int Port { get; }

    public int ReceiveBufferBytes { get; }

    /// <summary>How often the socket is emptied per tick: once, unless a tick's datagrams could fill half the receive buffer.</summary>
    public int DrainsPerTick { get; }

    public FloorSide Side => new(_sent, _received, 0, _cpu);

    public Lateness Lateness => Lateness.From(_lateness);

    public long LateTicks => _lateTicks;

    /// <summary>Waits until every client's address is known; false when they do not all show up in time.</summary>
    public bool Gather(int secondsMax)
    {
        PreciseSleeper sleeper = PreciseSleeper.ForThisThread(0);
        bool[] known = new bool[_options.Clients];
        int knownCount = 0;
        long now = MonotonicClock.Nanoseconds();
        long end = now + (secondsMax * Timestamp.NanosecondsPerSecond);
        while (knownCount < _options.Clients && now < end)
        {
            int count = _inbound.Receive(_socket.Descriptor);
            for (int i = 0; i < count; i++)
            {
                int client = FloorDatagram.ReadClientIndex(_inbound.Payload(i));
                if ((uint)client >= (uint)known.Length || known[client]) continue;
                known[client] = true;
                knownCount++;
                _inbound.Address(i).CopyTo(_outbound.Address(client));
            }

            now = count == ReceiveSlots ? MonotonicClock.Nanoseconds() : sleeper.SleepUntil(now + Timestamp.NanosecondsPerMillisecond);
        }

        return knownCount == _options.Clients;
    }

    /// <summary>
    /// Warms up, then measures from the first measured tick's send to the receive of the tick after the last: as many sends as receives, and the clients' window, too.
    /// </summary>
    public void Run()
    {
        PreciseSleeper sleeper = PreciseSleeper.ForThisThread(0); // no spin: the floor is what the sockets cost
        long firstTick = ((long)_options.WarmUpSeconds * _options.Rate) + 1;
        long endTick = firstTick + ((long)_options.Seconds * _options.Rate);
        long start = MonotonicClock.Nanoseconds();
        CpuTime before = default;
        for (long tick = 1; tick <= endTick; tick++)
        {
            long deadline = start + (tick * Timestamp.NanosecondsPerSecond / _options.Rate);
            for (int drain = DrainsPerTick - 1; drain > 0; drain--)
            {
                sleeper.SleepUntil(deadline - (drain * _options.IntervalNanoseconds / DrainsPerTick));
                Drain();
            }

            long late = sleeper.SleepUntil(deadline) - deadline;
            Drain();
            if (tick == endTick) break;
            if (tick == firstTick) before = CpuTime.OfThisProcess();
            int sent = SendAll(tick < firstTick ? FloorPhase.WarmUp : FloorPhase.Measure);
            if (tick < firstTick) continue;
            _sent += sent;
            _lateness.Record(late);
            bool overran = MonotonicClock.Nanoseconds() > deadline + _options.IntervalNanoseconds;
            if (overran || late > Timestamp.NanosecondsPerMillisecond) _lateTicks++;
        }

        _cpu = CpuTime.OfThisProcess() - before;
    }

    /// <summary>Tells the clients to stop, again and again until their process has ended, and counts what was still on its way.</summary>
    public void Finish(Process clients, int secondsMax)
    {
        PreciseSleeper sleeper = PreciseSleeper.ForThisThread(0);
        for (int i = 0; i < secondsMax * 20 && !clients.HasExited; i++)
        {
            SendAll(FloorPhase.Done);
            sleeper.SleepUntil(MonotonicClock.Nanoseconds() + (50 * Timestamp.NanosecondsPerMillisecond));
            Drain();
        }

        Drain();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _inbound.Dispose();
        _outbound.Dispose();
    }

    private int DrainsNeeded()
    {
        long perTick = (long)_options.Clients * (_options.UpBytes + KernelOverheadBytes);
        return (int)Math.Min((perTick * 2 / ReceiveBufferBytes) + 1, 64);
    }

    private void Drain()
    {
        int count;
        do
        {
            count = _inbound.Receive(_socket.Descriptor);
            for (int i = 0; i < count; i++)
            {
                if (FloorDatagram.ReadPhase(_inbound.Payload(i)) == FloorPhase.Measure) _received++;
            }
        }
        while (count == ReceiveSlots);
    }

    private int SendAll(FloorPhase phase)
    {
        for (int client = 0; client < _options.Clients; client++) FloorDatagram.Write(_outbound.Payload(client), phase, client);
        return _outbound.Send(_socket.Descriptor);
    }
}
