using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Threading;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// The tick thread's end of a journal: records go in as bytes, in order, without waiting and without allocating. Overflow policy: a record that finds no room is refused
/// and counted; the room it belongs to can then not be replayed past that tick, until a checkpoint lets its log begin anew.
/// </summary>
public sealed class JournalQueue
{
    /// <summary>Longest payload of a record.</summary>
    public const int PayloadBytesMax = JournalFormat.PayloadBytesMax;

    /// <summary>A pipe keeps the slab it fills and the one it empties besides those in between.</summary>
    private const int SpareSlabs = 3;

    private readonly Pipe _pipe;
    private readonly int _bytesMax;
    private long _appendedBytes;
    private long _durableBytes;
    private ulong _durableSequence;
    private bool _unpublished;

    /// <summary>An empty queue.</summary>
    /// <param name="bytesMax">Memory for records that are not durable yet.</param>
    /// <param name="nextSequence">Number of the next record, from 1: one more than the newest in the journal.</param>
    public JournalQueue(int bytesMax, ulong nextSequence)
    {
        _bytesMax = bytesMax;
        NextSequence = nextSequence;
        _durableSequence = nextSequence - 1;
        _pipe = new Pipe(new PipeOptions(
            pool: new SlabPool((bytesMax / SlabPool.SlabBytes) + SpareSlabs),
            readerScheduler: PipeScheduler.Inline,
            writerScheduler: PipeScheduler.Inline,
            pauseWriterThreshold: 0,
            resumeWriterThreshold: 0,
            minimumSegmentSize: SlabPool.SlabBytes,
            useSynchronizationContext: false));
    }

    /// <summary>Number the next record gets.</summary>
    public ulong NextSequence { get; private set; }

    /// <summary>Newest record that would survive a power cut. Safe to read from any thread.</summary>
    public ulong DurableSequence => Volatile.Read(ref _durableSequence);

    /// <summary>Memory for records that are not durable yet.</summary>
    public int BytesMax => _bytesMax;

    /// <summary>Records refused because the queue was full.</summary>
    public long RefusedCount { get; private set; }

    /// <summary>Bytes of records appended since the start.</summary>
    public long AppendedBytes => Volatile.Read(ref _appendedBytes);

    /// <summary>Bytes appended and not yet durable.</summary>
    public long WaitingBytes => Volatile.Read(ref _appendedBytes) - Volatile.Read(ref _durableBytes);

    /// <summary>The writing thread's end.</summary>
    internal PipeReader Reader => _pipe.Reader;

    /// <summary>Adds a record. Nothing reaches the disk before <see cref="Publish"/>.</summary>
    /// <param name="room">The room it speaks of.</param>
    /// <param name="tick">The tick that consumed it.</param>
    /// <param name="kind">What it says.</param>
    /// <param name="payload">At most 1 MiB.</param>
    /// <returns>Its number, or 0 when it was refused.</returns>
    public ulong TryAppend(RoomId room, Tick tick, byte kind, ReadOnlySpan<byte> payload)
    {
        Check.That(payload.Length <= JournalFormat.PayloadBytesMax);
        int bytes = JournalFormat.RecordHeaderBytes + payload.Length;
        if (WaitingBytes + bytes > _bytesMax)
        {
            RefusedCount++;
            return 0;
        }

        Span<byte> header = stackalloc byte[JournalFormat.RecordHeaderBytes];
        JournalFormat.WriteRecordHeader(header, NextSequence, room, tick, kind, payload);
        _pipe.Writer.Write(header);
        _pipe.Writer.Write(payload);
        _appendedBytes += bytes;
        _unpublished = true;
        return NextSequence++;
    }

    /// <summary>Hands what was appended to the writing thread. Once per step.</summary>
    public void Publish()
    {
        if (!_unpublished) return;
        _unpublished = false;

        // Without a threshold to pause at, and with a reader that looks and never awaits, a flush is finished when it returns.
        Check.That(_pipe.Writer.FlushAsync().IsCompletedSuccessfully);
    }

    /// <summary>Called by the writing thread when more bytes have become durable.</summary>
    internal void NoteDurable(long bytes, ulong sequence)
    {
        Volatile.Write(ref _durableSequence, sequence);
        Volatile.Write(ref _durableBytes, _durableBytes + bytes);
    }
}
