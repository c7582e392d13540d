using System;
using System.Buffers.Binary;
using System.Text;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// What a room has promised to players' records and does not know to be stored: part of its state, so that it is in every checkpoint and a replay leads to the same. Effects go in
/// as ticks promise them and out when the room's log says that they are stored; in between, whoever brings them to a store reads them as often as need be. Memory is taken at start:
/// when it is used up, <see cref="World.Promise"/> refuses.
/// <code>
/// record: length u16 | player length u8 | keeping u8 | room u64 | tick u32 | index u32 | kind i32 | player, UTF-8 | payload
/// </code>
/// </summary>
public sealed class EffectOutbox
{
    private const int HeaderBytes = WorldEffects.OutboxHeaderBytes;

    /// <summary>Ten minutes of a seat that is promised something of 20 bytes every 5 s, with an id of 36 bytes: 9.6 kB.</summary>
    private const int BytesPerPlayer = 12 << 10;
    private const int BytesMin = 256 << 10;   // more than any tick can promise
    private const int BytesMost = 16 << 20;   // a checkpoint holds it all

    private readonly byte[] _ring;
    private readonly byte[] _record = new byte[HeaderBytes + Limits.PlayerIdBytes + Limits.EffectBytes];   // the one being written or read, in one piece
    private long _end;

    internal EffectOutbox(int playerCapacity)
    {
        _ring = new byte[(int)Math.Clamp((long)playerCapacity * BytesPerPlayer, BytesMin, BytesMost)];
    }

    /// <summary>Effects in it.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes in use.</summary>
    public int Bytes => (int)(_end - Start);

    /// <summary>Bytes there are.</summary>
    public int BytesMax => _ring.Length;

    /// <summary>Where the oldest effect is; positions only ever grow.</summary>
    public long Start { get; private set; }

    /// <summary>Reads an effect.</summary>
    /// <param name="position"><see cref="Start"/>, or where the effect before it ended.</param>
    /// <param name="effect">Valid until the next call.</param>
    /// <returns>False at the end.</returns>
    public bool TryRead(long position, out PromisedEffect effect)
    {
        effect = default;
        Check.That(position >= Start && position <= _end);
        if (position == _end) return false;
        Span<byte> record = _record;
        Copy(position, record[..sizeof(ushort)]);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(record);
        record = record[..length];
        Copy(position, record);
        int payloadStart = HeaderBytes + record[2];
        EffectId id = new(
            BinaryPrimitives.ReadUInt64LittleEndian(record[4..]),
            new Tick(BinaryPrimitives.ReadUInt32LittleEndian(record[12..])),
            BinaryPrimitives.ReadUInt32LittleEndian(record[16..]));
        effect = new PromisedEffect(id, BinaryPrimitives.ReadInt32LittleEndian(record[20..]), (EffectKeeping)record[3], position + length, record[HeaderBytes..payloadStart], record[payloadStart..]);
        return true;
    }

    /// <summary>Adds what was promised; <see cref="WorldEffects"/> has seen to it that there is room.</summary>
    internal void Add(ulong room, Tick tick, string player, in WorldEffect effect)
    {
        int playerBytes = Encoding.UTF8.GetBytes(player, _record.AsSpan(HeaderBytes, Limits.PlayerIdBytes));
        Span<byte> record = _record.AsSpan(0, HeaderBytes + playerBytes + effect.Payload.Length);
        Check.That(record.Length <= BytesMax - Bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(record, (ushort)record.Length);
        record[2] = (byte)playerBytes;
        record[3] = (byte)effect.Keeping;
        BinaryPrimitives.WriteUInt64LittleEndian(record[4..], room);
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], tick.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(record[16..], effect.Index);
        BinaryPrimitives.WriteInt32LittleEndian(record[20..], effect.Kind);
        effect.Payload.CopyTo(record[(HeaderBytes + playerBytes)..]);
        Append(record);
        Count++;
    }

    /// <summary>Drops what is stored: everything that was promised up to a tick.</summary>
    internal void DropThrough(Tick tick)
    {
        while (TryRead(Start, out PromisedEffect oldest) && oldest.Id.Tick <= tick)
        {
            Start = oldest.End;
            Count--;
        }
    }

    internal void Save(StateWriter state)
    {
        state.Write(Count);
        state.Write(Bytes);
        int first = Math.Min(Bytes, _ring.Length - (int)(Start % _ring.Length));
        state.WriteColumn<byte>(_ring.AsSpan((int)(Start % _ring.Length), first));
        state.WriteColumn<byte>(_ring.AsSpan(0, Bytes - first));
    }

    internal void Load(ref StateReader state)
    {
        Count = state.ReadCount(BytesMax);
        Start = 0;
        _end = state.ReadCount(BytesMax);
        state.ReadColumn(_ring.AsSpan(0, Bytes));
        state.Require(IsWhole());
    }

    private bool IsWhole()
    {
        int count = 0;
        int at = 0;
        for (; Bytes - at >= HeaderBytes; count++)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(_ring.AsSpan(at));
            if (length < HeaderBytes + _ring[at + 2] || length > Math.Min(_record.Length, Bytes - at) || _ring[at + 2] > Limits.PlayerIdBytes) return false;
            at += length;
        }

        return at == Bytes && count == Count;
    }

    private void Append(ReadOnlySpan<byte> record)
    {
        int at = (int)(_end % _ring.Length);
        int first = Math.Min(record.Length, _ring.Length - at);
        record[..first].CopyTo(_ring.AsSpan(at));
        record[first..].CopyTo(_ring);
        _end += record.Length;
    }

    private void Copy(long position, Span<byte> into)
    {
        int at = (int)(position % _ring.Length);
        int first = Math.Min(into.Length, _ring.Length - at);
        _ring.AsSpan(at, first).CopyTo(into);
        _ring.AsSpan(0, into.Length - first).CopyTo(into[first..]);
    }
}
