using System;
using GameServer.Core;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Channels;

/// <summary>
/// Sending half of the two windowed methods: up to 64 packets on their way, and the messages waiting behind them. A message becomes a packet, with a
/// sequence and final bytes, when the window has room; on the 2.x line several small ones then share one packet.
/// </summary>
internal sealed class ReliableSendWindow
{
    public const int Size = 64;

    private const int QueueCapacityFirst = 8;

    // Repeats slow down to this (or to the resend delay itself where that is longer): a dead path then costs two packets a second, and a healed one is
    // noticed at once.
    private const long BackOffNsMax = 500 * Timestamp.NanosecondsPerMillisecond;
    private const int BackOffShiftMax = 8;

    // A packet is taken for lost when one sent this much later has been acknowledged; less may be reordering or the other side's tick.
    private const long ReorderNs = 10 * Timestamp.NanosecondsPerMillisecond;

    private readonly OutgoingPacket[] _packets = new OutgoingPacket[Size];
    private QueuedMessage[] _queue = new QueuedMessage[QueueCapacityFirst];
    private int _queueHead;
    private int _queueCount;

    /// <summary>First unacknowledged sequence.</summary>
    public int Base;

    /// <summary>Sequence of the next new packet.</summary>
    public int Next;

    public int QueuedCount => _queueCount;

    public int OutstandingCount => Sequence.Relative(Next, Base);

    public bool IsEmpty => _queueCount == 0 && Base == Next;

    public void Enqueue(QueuedMessage message)
    {
        if (_queueCount == _queue.Length) GrowQueue();
        _queue[(_queueHead + _queueCount++) & (_queue.Length - 1)] = message;
    }

    public ref QueuedMessage QueuedAt(int position) => ref _queue[(_queueHead + position) & (_queue.Length - 1)];

    public ref OutgoingPacket PacketAt(int sequence) => ref _packets[sequence % Size];

    /// <summary>Turns waiting messages into packets while the window has room; they are due at once.</summary>
    public void Fill(Peer peer, byte channelId, BufferPool pool, long nowNs)
    {
        while (_queueCount > 0 && OutstandingCount < Size)
        {
            int merged = peer.Line.HasReliableMerged ? CountMergeable(peer.MtuBytes) : 1;
            if (merged > 1) TakeMerged(peer, channelId, merged, pool);
            else TakeOne(peer, channelId);
            PacketAt(Next).Sends = 0;
            PacketAt(Next).DueNs = nowNs;
            Next = Sequence.Next(Next);
        }
    }

    public static long ResendDelayNs(int sends, long baseDelayNs) =>
        Math.Min(baseDelayNs << Math.Min(sends - 1, BackOffShiftMax), Math.Max(baseDelayNs, BackOffNsMax));

    /// <summary>
    /// Applies the receiver's bits to everything outstanding. False when the start is ahead of our first unacknowledged sequence or a window behind it,
    /// which no honest acknowledgement is unless it is very old.
    /// </summary>
    public bool TryAcknowledge(int start, ulong bits, Peer peer, BufferPool pool, long nowNs)
    {
        if (!Sequence.IsValid(start)) return false;
        int behind = Sequence.Relative(Base, start);
        if (behind is < 0 or >= Size) return false;
        long newestSentNs = long.MinValue;
        for (int sequence = Base; sequence != Next && Sequence.Relative(sequence, start) < Size; sequence = Sequence.Next(sequence))
        {
            ref OutgoingPacket packet = ref PacketAt(sequence);
            bool acknowledged = (bits & (1UL << (sequence % Size))) != 0;
            if (acknowledged && packet.Buffer is not null)
            {
                // Karn: only a packet sent exactly once says how long its answer took.
                if (packet.Sends == 1) newestSentNs = Math.Max(newestSentNs, packet.SentNs);
                Release(ref packet, peer, pool);
            }

            if (sequence == Base && packet.Buffer is null) Base = Sequence.Next(Base);
        }

        if (newestSentNs == long.MinValue) return true;
        peer.Rtt.Add(nowNs - newestSentNs);
        HurryOvertaken(newestSentNs - ReorderNs - (peer.Rtt.SmoothedNs / 4), peer, nowNs);
        return true;
    }

    // What was last sent before the given time has been overtaken by something acknowledged: it is not late but lost, and need not wait for its timer.
    private void HurryOvertaken(long sentBeforeNs, Peer peer, long nowNs)
    {
        for (int sequence = Base; sequence != Next; sequence = Sequence.Next(sequence))
        {
            ref OutgoingPacket packet = ref PacketAt(sequence);
            if (packet.Buffer is null || packet.Sends == 0 || packet.SentNs >= sentBeforeNs || packet.DueNs <= nowNs) continue;
            packet.DueNs = nowNs;
            peer.HasOvertaken = true;
        }
    }

    public void Reset(BufferPool pool)
    {
        for (int sequence = Base; sequence != Next; sequence = Sequence.Next(sequence))
        {
            ref OutgoingPacket packet = ref PacketAt(sequence);
            if (packet.Buffer is not null) pool.Return(packet.Buffer);
            packet = default;
        }

        for (; _queueCount > 0; _queueCount--)
        {
            pool.Return(_queue[_queueHead].Buffer);
            _queue[_queueHead] = default;
            _queueHead = (_queueHead + 1) & (_queue.Length - 1);
        }

        Base = Next = 0;
    }

    private static void Release(ref OutgoingPacket packet, Peer peer, BufferPool pool)
    {
        peer.QueuedBytes -= packet.Buffer!.Length;
        peer.QueuedPackets--;
        pool.Return(packet.Buffer);
        packet.Buffer = null;
    }

    // How many messages at the head fit one packet together. Empty ones never travel merged: a stock receiver stops at a zero length and loses all behind it.
    private int CountMergeable(int mtuBytes)
    {
        int used = ChanneledHeader.Bytes;
        int count = 0;
        while (count < _queueCount)
        {
            ref QueuedMessage message = ref QueuedAt(count);
            int payload = message.Length - ChanneledHeader.Bytes;
            if (message.IsFragment || payload == 0 || used + MergedReader.LengthBytes + payload > mtuBytes) break;
            used += MergedReader.LengthBytes + payload;
            count++;
        }

        return count;
    }

    private void TakeOne(Peer peer, byte channelId)
    {
        QueuedMessage message = Dequeue();
        byte header = peer.Header(PacketKind.Channeled);
        if (message.IsFragment) header |= WireLine.FragmentBit;
        ChanneledHeader.Write(message.Buffer, header, Next, channelId);
        PacketAt(Next) = new OutgoingPacket { Buffer = message.Buffer, Length = message.Length };
    }

    private void TakeMerged(Peer peer, byte channelId, int count, BufferPool pool)
    {
        int bytes = ChanneledHeader.Bytes;
        for (int i = 0; i < count; i++) bytes += MergedReader.LengthBytes + QueuedAt(i).Length - ChanneledHeader.Bytes;
        byte[] packet = pool.Rent(bytes);
        ChanneledHeader.Write(packet, peer.Header(PacketKind.ReliableMerged), Next, channelId);
        int used = ChanneledHeader.Bytes;
        for (int i = 0; i < count; i++)
        {
            QueuedMessage message = Dequeue();
            int payload = message.Length - ChanneledHeader.Bytes;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(used), (ushort)payload);
            message.Buffer.AsSpan(ChanneledHeader.Bytes, payload).CopyTo(packet.AsSpan(used + MergedReader.LengthBytes));
            used += MergedReader.LengthBytes + payload;
            peer.QueuedBytes -= message.Buffer.Length;
            pool.Return(message.Buffer);
        }

        Check.That(used == bytes);
        peer.QueuedPackets -= count - 1;
        peer.QueuedBytes += packet.Length;
        PacketAt(Next) = new OutgoingPacket { Buffer = packet, Length = bytes };
    }

    private QueuedMessage Dequeue()
    {
        QueuedMessage message = _queue[_queueHead];
        _queue[_queueHead] = default;
        _queueHead = (_queueHead + 1) & (_queue.Length - 1);
        _queueCount--;
        return message;
    }

    private void GrowQueue()
    {
        QueuedMessage[] larger = new QueuedMessage[_queue.Length * 2];
        for (int i = 0; i < _queueCount; i++) larger[i] = QueuedAt(i);
        _queue = larger;
        _queueHead = 0;
    }
}
