using System;
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Text;
using System.Threading;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>
/// A shard's end of the players' records: effects of durable ticks go in, in order, without waiting and without allocating. Overflow policy: an effect that finds no room is
/// refused and counted, and who offered it keeps it and offers it again; <see cref="StoredThrough"/> says what need not be kept any longer. One thread offers, another one,
/// <see cref="PlayerRecordWriter"/>'s, takes. A record's payload is an <see cref="EffectFrame"/>.
/// </summary>
public sealed class EffectQueue
{
    private readonly JournalQueue _queue;
    private readonly byte[] _frame = new byte[EffectFrame.BytesMax];
    private readonly byte[] _taken = new byte[JournalFormat.RecordHeaderBytes + EffectFrame.BytesMax];
    private ulong _storedThrough;

    /// <summary>An empty queue.</summary>
    /// <param name="bytesMax">Memory for effects not yet taken by the writer, at least 128 KiB: 1 MiB holds some 10,000.</param>
    public EffectQueue(int bytesMax)
    {
        Check.That(bytesMax >= 1 << 17);
        _queue = new JournalQueue(bytesMax, nextSequence: 1);
    }

    /// <summary>Number of the newest effect taken in; they count from 1.</summary>
    public ulong LastOffered => _queue.NextSequence - 1;

    /// <summary>All effects up to this number are in the store, durably. Safe to read from any thread.</summary>
    public ulong StoredThrough => Volatile.Read(ref _storedThrough);

    /// <summary>All effects up to this number are in the writer's hands. Safe to read from any thread.</summary>
    public ulong TakenThrough => _queue.DurableSequence;

    /// <summary>Offers that found no room.</summary>
    public long RefusedCount => _queue.RefusedCount;

    /// <summary>Adds an effect. The writer sees it after <see cref="Publish"/>.</summary>
    /// <param name="id">What it is recognised by.</param>
    /// <param name="player">A valid player id.</param>
    /// <param name="kind">The game's number for it.</param>
    /// <param name="keeping">What becomes of it when the next of its kind comes.</param>
    /// <param name="payload">At most <see cref="Limits.EffectBytes"/>.</param>
    /// <returns>False when the queue is full: keep it and come again.</returns>
    public bool TryOffer(EffectId id, string player, int kind, EffectKeeping keeping, ReadOnlySpan<byte> payload)
    {
        Check.That(PlayerIds.IsValid(player));
        Span<byte> bytes = stackalloc byte[Limits.PlayerIdBytes];
        return TryOffer(id, bytes[..Encoding.UTF8.GetBytes(player, bytes)], kind, keeping, payload);
    }

    /// <summary>The same with the player's id as UTF-8.</summary>
    public bool TryOffer(EffectId id, ReadOnlySpan<byte> player, int kind, EffectKeeping keeping, ReadOnlySpan<byte> payload)
    {
        Check.That(player.Length is > 0 and <= Limits.PlayerIdBytes);
        ReadOnlySpan<byte> frame = _frame.AsSpan(0, EffectFrame.Write(_frame, id, player, kind, keeping, payload));
        return _queue.TryAppend(default, id.Tick, 0, frame) != 0;
    }

    /// <summary>Hands what was offered to the writer. Once per step.</summary>
    public void Publish() => _queue.Publish();

    /// <summary>Takes the oldest effect; false when there is none.</summary>
    internal bool TryTake([NotNullWhen(true)] out string? player, [NotNullWhen(true)] out PlayerEffect? effect)
    {
        player = null;
        effect = null;
        if (!_queue.Reader.TryRead(out ReadResult waiting)) return false;
        if (waiting.Buffer.IsEmpty)
        {
            _queue.Reader.AdvanceTo(waiting.Buffer.Start);
            return false;
        }

        Span<byte> header = _taken.AsSpan(0, JournalFormat.RecordHeaderBytes);
        waiting.Buffer.Slice(0, header.Length).CopyTo(header);
        int payloadBytes = JournalFormat.PayloadLengthOf(header);
        Span<byte> frame = _taken.AsSpan(header.Length, payloadBytes);
        waiting.Buffer.Slice(header.Length, payloadBytes).CopyTo(frame);
        Check.That(JournalFormat.TryReadRecord(header, frame, out JournalRecord record));
        (player, effect) = EffectFrame.Read(record);
        int bytes = header.Length + payloadBytes;
        _queue.Reader.AdvanceTo(waiting.Buffer.GetPosition(bytes));
        _queue.NoteDurable(bytes, record.Sequence);
        return true;
    }

    internal void NoteStored(ulong through) => Volatile.Write(ref _storedThrough, through);
}
