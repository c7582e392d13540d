using System;
using System.Buffers.Binary;
using GameServer.Core;

namespace GameServer.Transport.Outgoing;

/// <summary>
/// Packets that live only from <c>Send</c> to the next <c>Flush</c> (unreliable, sequenced), of all peers in one growing block: a bump pointer instead of a
/// buffer per peer, emptied as a whole. Entries of one peer are chained by offset: <c>next i32, length u16, packet</c>.
/// </summary>
internal sealed class MessageArena(int capacityBytes)
{
    public const int None = -1;

    public const int ObjectBytes = 24;

    private const int EntryHeaderBytes = 6;

    private byte[] _bytes = new byte[capacityBytes];
    private int _used;

    /// <summary>Room for a packet of <paramref name="length"/> bytes at the end of the chain; the caller fills the span before the next call.</summary>
    public Span<byte> Append(ref int head, ref int tail, int length)
    {
        int entry = _used;
        int end = entry + EntryHeaderBytes + length;
        if (end > _bytes.Length) Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        _used = end;
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(entry), None);
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(entry + 4), (ushort)length);
        if (head == None) head = entry;
        else BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(tail), entry);
        tail = entry;
        return _bytes.AsSpan(entry + EntryHeaderBytes, length);
    }

    /// <summary>The packet at <paramref name="entry"/>, which moves to the next of the chain.</summary>
    public ReadOnlySpan<byte> Take(ref int entry)
    {
        int at = entry;
        entry = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));
        return _bytes.AsSpan(at + EntryHeaderBytes, BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at + 4)));
    }

    /// <summary>See <see cref="LiteNetTransport.Prefetch"/>.</summary>
    public void Prefetch() => CacheLine.Fetch(_bytes, 48);

    public void Clear() => _used = 0;
}
