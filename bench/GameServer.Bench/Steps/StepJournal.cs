using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.Bench.Steps;

/// <summary>
/// A journal in a temporary folder, emptied beside the shard's steps by a thread of its own as in a host, at the same pace of virtual time and with real flushes. Its work is
/// counted apart from the step's.
/// </summary>
internal sealed class StepJournal : IDisposable
{
    private const long DrainNs = 5 * Timestamp.NanosecondsPerMillisecond;
    private const int CopyRuns = 20;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly StepClock _clock;
    private readonly JournalWriter _writer;
    private readonly CheckpointWriter _checkpoints;
    private readonly SemaphoreSlim _due = new(0);
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private Timestamp _drainAt;
    private Timestamp _now;      // of the drain that is asked for; under the gate, as all below
    private double _writerNs;
    private bool _isEnding;

    public StepJournal(StepOptions options, StepClock clock)
    {
        _clock = clock;
        JournalOptions journal = new() { Durability = options.Journal };
        JournalIdentity identity = new(1, 1, 0);
        FileStorage storage = new(_folder);
        JournalQueue queue = new(journal.QueueBytes, 1);
        _writer = new JournalWriter(storage, queue, identity, journal);
        Shard = new ShardJournal(queue, journal, "arena", new Dictionary<RoomId, RoomSimulation>());
        _checkpoints = new CheckpointWriter(new CheckpointStore(storage), _writer, Shard.Checkpoints, identity, [(new RoomId(0), 0)]);
        _thread = new Thread(Repeat) { Name = "journal" };
        _thread.Start();
    }

    public ShardJournal Shard { get; }

    /// <summary>Has what was published written, if it is time. Does not wait for it.</summary>
    public void Drain(Timestamp now)
    {
        if (now.CompareTo(_drainAt) < 0) return;
        _drainAt = now.Plus(DrainNs);
        lock (_gate) _now = now;
        _due.Release();
    }

    public StepJournalReading Read()
    {
        lock (_gate) return new(_writerNs, Shard.Queue.AppendedBytes, _checkpoints.StoredBytes, _checkpoints.StoredCount, _writer.FlushCount);
    }

    public StepJournalResult Describe(in StepJournalReading spent, double clientTicks, int rateHz, Room room)
    {
        (double firstUs, double allUs, int bytes) = MeasureCopy(room.Simulation);
        return new StepJournalResult(spent.WriterNs / clientTicks, spent.LogBytes / clientTicks * rateHz * 3600, bytes, allUs, firstUs, spent.Flushes);
    }

    public void Dispose()
    {
        lock (_gate) _isEnding = true;
        _due.Release();
        _thread.Join();
        _due.Dispose();
        _writer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Repeat()
    {
        while (true)
        {
            _due.Wait();
            Timestamp now;
            lock (_gate)
            {
                if (_isEnding) return;
                now = _now;
            }

            long start = _clock.Nanoseconds;
            _writer.Drain(now);
            _checkpoints.Drain(now);
            lock (_gate) _writerNs += _clock.Nanoseconds - start - _clock.ReadingNs;
        }
    }

    private (double FirstUs, double AllUs, int Bytes) MeasureCopy(RoomSimulation room)
    {
        RoomCapture capture = new();
        double first = 0;
        double all = 0;
        for (int i = 0; i <= CopyRuns; i++)
        {
            long start = _clock.Nanoseconds;
            capture.Begin(room);
            long begun = _clock.Nanoseconds;
            capture.Finish(room);
            if (i == 0) continue;   // memory is touched for the first time
            first += begun - start;
            all += _clock.Nanoseconds - start;
        }

        return (first / CopyRuns / 1e3, all / CopyRuns / 1e3, capture.Length);
    }
}
