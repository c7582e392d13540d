using System;
using System.Buffers;
using System.IO;
using System.IO.Pipelines;
using System.Threading;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// The disk's end of a journal: whoever owns a thread calls <see cref="Drain"/> every few milliseconds. Bytes leave the queue's memory only when the disk has promised
/// them, so a write or flush that fails is repeated, whole, in a new segment: after a failed flush the system may have dropped the pages, and a second flush of the same
/// file would lie (the lesson of PostgreSQL's "fsyncgate", 2018).
/// </summary>
public sealed class JournalWriter : IDisposable
{
    /// <summary>Pause after a failure: a full disk does not empty faster when asked more often.</summary>
    private const long RetryNs = 250 * Timestamp.NanosecondsPerMillisecond;

    private readonly IJournalStorage _storage;
    private readonly JournalQueue _queue;
    private readonly JournalIdentity _identity;
    private readonly JournalOptions _options;
    private IJournalFile? _segment;
    private long _writtenBytes;          // of the queue's unpromised bytes, those already in the segment
    private ulong _writtenCount;         // and the records they are
    private ulong _durableSequence;      // the queue's number follows once its memory is free again
    private Timestamp _flushedAt;
    private Timestamp _retryAt;
    private JournalHealth _health;

    /// <summary>A writer that has written nothing yet; its first segment begins with the first record.</summary>
    public JournalWriter(IJournalStorage storage, JournalQueue queue, JournalIdentity identity, JournalOptions options)
    {
        _storage = storage;
        _queue = queue;
        _identity = identity;
        _options = options;
        _durableSequence = queue.NextSequence - 1;
    }

    /// <summary>Newest record that would survive a power cut. Safe to read from any thread.</summary>
    public ulong DurableSequence => Volatile.Read(ref _durableSequence);

    /// <summary>Bytes that reached the disk since the start, repeated ones included.</summary>
    public long WrittenBytes { get; private set; }

    /// <summary>How the disk takes it. Safe to read from any thread.</summary>
    public JournalHealth Health => _health;

    /// <summary>Why the last write failed; empty while none has.</summary>
    public string FailureText { get; private set; } = "";

    /// <summary>Writes and flushes that failed since the start.</summary>
    public long FailureCount { get; private set; }

    /// <summary>Flushes that succeeded since the start.</summary>
    public long FlushCount { get; private set; }

    /// <summary>Writes what was published, and flushes when it is time. Returns at once when there is nothing to do.</summary>
    public void Drain(Timestamp now)
    {
        if (_health == JournalHealth.Failing && now.CompareTo(_retryAt) < 0) return;
        Write(now, isFlushForced: false);
    }

    /// <summary>Writes and flushes everything that was published, now: the process is about to end.</summary>
    /// <returns>False when the disk failed.</returns>
    public bool DrainAll(Timestamp now)
    {
        Write(now, isFlushForced: true);
        return _queue.WaitingBytes == 0;
    }

    private void Write(Timestamp now, bool isFlushForced)
    {
        if (!_queue.Reader.TryRead(out ReadResult waiting)) return;
        long promised = 0;
        try
        {
            Write(waiting.Buffer);
            if (IsFlushDue(now) || (isFlushForced && _writtenBytes > 0)) promised = Flush(now);
            _health = JournalHealth.Good;
        }
        catch (IOException failure)
        {
            BeginAgain(failure, now);
        }

        // Consumed: what is safe. Examined: what is safe too, so that the rest is offered again even if nothing new comes.
        SequencePosition safe = waiting.Buffer.GetPosition(promised);
        _queue.Reader.AdvanceTo(safe);
        if (promised > 0) _queue.NoteDurable(promised, _durableSequence);
    }

    /// <summary>Deletes the segments that hold nothing newer than <paramref name="sequence"/>, or sets them aside: <see cref="JournalOptions.KeepsSegments"/>.</summary>
    /// <exception cref="IOException">The disk failed; nothing needed was touched.</exception>
    public void DropUpTo(ulong sequence)
    {
        string? previous = null;
        foreach (string name in _storage.List())
        {
            if (!JournalFormat.TryParseName(name, out ulong first)) continue;
            if (previous is not null && first <= sequence + 1) Drop(previous);
            previous = name;
        }
    }

    public void Dispose() => _segment?.Dispose();

    private void Drop(string segment)
    {
        if (_options.KeepsSegments) _storage.Rename(segment, segment + JournalFormat.KeptSuffix);
        else _storage.Delete(segment);
    }

    private void Write(in ReadOnlySequence<byte> waiting)
    {
        ReadOnlySequence<byte> fresh = waiting.Slice(_writtenBytes);
        if (fresh.IsEmpty) return;
        EnsureSegment();
        foreach (ReadOnlyMemory<byte> piece in fresh) _segment!.Append(piece.Span);
        WrittenBytes += fresh.Length;
        _writtenBytes = waiting.Length;
        _writtenCount += CountRecords(fresh);
    }

    private void EnsureSegment()
    {
        if (_segment is not null && !IsSegmentFull) return;
        _segment?.Dispose();
        _segment = null;
        ulong first = _durableSequence + _writtenCount + 1;
        IJournalFile segment = _storage.Create(JournalFormat.NameOf(first));
        try
        {
            Span<byte> header = stackalloc byte[JournalFormat.SegmentHeaderBytes];
            JournalFormat.WriteSegmentHeader(header, first, _identity);
            segment.Append(header);
            _storage.SyncNames();
        }
        catch (IOException)
        {
            segment.Dispose();
            throw;
        }

        _segment = segment;
    }

    private bool IsSegmentFull => _segment!.Length >= _options.SegmentBytes;

    // A full segment is left behind at the next record: it must hold its promises before.
    private bool IsFlushDue(Timestamp now)
    {
        if (_writtenBytes == 0) return false;
        return IsSegmentFull || _options.Durability == Durability.Sync || now.Since(_flushedAt) >= _options.FlushPeriodMs * Timestamp.NanosecondsPerMillisecond;
    }

    /// <returns>Bytes now promised.</returns>
    private long Flush(Timestamp now)
    {
        if (!Mutations.Has(Mutation.PromiseUnflushed)) _segment!.Flush();
        FlushCount++;
        _flushedAt = now;
        long promised = _writtenBytes;
        Volatile.Write(ref _durableSequence, _durableSequence + _writtenCount);
        _writtenBytes = 0;
        _writtenCount = 0;
        return promised;
    }

    private void BeginAgain(IOException failure, Timestamp now)
    {
        _segment?.Dispose();
        _segment = null;
        _writtenBytes = 0;
        _writtenCount = 0;
        _health = JournalHealth.Failing;
        _retryAt = now.Plus(RetryNs);
        FailureText = failure.Message;
        FailureCount++;
    }

    private static ulong CountRecords(in ReadOnlySequence<byte> records)
    {
        SequenceReader<byte> reader = new(records);
        ulong count = 0;
        while (reader.TryReadLittleEndian(out int payloadLength))
        {
            reader.Advance(JournalFormat.RecordHeaderBytes - sizeof(int) + payloadLength);
            count++;
        }

        return count;
    }
}
