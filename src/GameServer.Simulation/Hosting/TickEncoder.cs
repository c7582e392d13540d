using System;
using System.Buffers.Binary;
using System.Text;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// What one tick of a room consumed, as bytes for a log that outlives the process. An input is coded against the player's one before, and one that repeats it costs nothing; the one
/// before is known to whoever has the room's state, so a log may begin after any tick.
/// <code>
/// tick:   flags u8 (1: hash) | state hash u64, if flagged | length of the events u32 | events | inputs, as bits
/// event:  kind u8 | seat u16 | join → id, name (each length u16, UTF-8), session key u64, has record u8, profile (length u32, bytes) · return → token generation u32 ·
///         command → sequence u32, length u16, bytes · effects stored (seat 0) → through tick u32 ·
///         content changed (seat 0) → version u64
/// input:  more 1 | seats skipped, Elias gamma | view changed 1 | if so: age, allowed, signed differences in Elias gamma of order 3 | row as in <see cref="RowCoder.WriteDelta"/>
/// </code>
/// </summary>
public sealed class TickEncoder : IRoomRecorder
{
    internal const byte HashFlag = 1;
    internal const int HeaderBytesMax = 1 + sizeof(ulong) + sizeof(uint);
    internal const int ViewOrder = 3;   // sixteenths of a tick: a jitter of a quarter tick is short

    private readonly ITickSink _sink;
    private readonly int _hashPeriodTicks;
    private readonly int _hashPhaseTicks;
    private readonly ComponentSchema _input;
    private readonly int[] _neutral;
    private readonly int _inputBytesMax;
    private readonly int[] _last;            // by seat, a row each: what a reader knows
    private readonly int[] _next;            // by seat: what this tick consumed, where it differs
    private readonly ViewClaim[] _lastViews;
    private readonly ViewClaim[] _nextViews;
    private readonly ushort[] _changedSeats;
    private int _changedCount;
    private byte[] _events = new byte[1024];
    private int _eventBytes;
    private byte[] _encoded = new byte[1024];

    /// <summary>An encoder for a room that has not run yet.</summary>
    /// <param name="sink">Told the bytes of each tick.</param>
    /// <param name="schema">The game's declaration.</param>
    /// <param name="playerCapacity">Seats of the room.</param>
    /// <param name="hashPeriodTicks">Ticks from one state hash to the next; 0: none.</param>
    /// <param name="hashPhaseTicks">Moves the ticks that are hashed, so that rooms of one thread do it at different times.</param>
    public TickEncoder(ITickSink sink, GameSchema schema, int playerCapacity, int hashPeriodTicks, int hashPhaseTicks = 0)
    {
        _sink = sink;
        _hashPeriodTicks = hashPeriodTicks;
        _hashPhaseTicks = hashPhaseTicks;
        _input = schema.Input;
        _neutral = schema.InputDefaults;
        _inputBytesMax = BytesMaxOf(_input);
        int words = playerCapacity * _input.Fields.Length;
        _last = new int[words];
        _next = new int[words];
        _lastViews = new ViewClaim[playerCapacity];
        _nextViews = new ViewClaim[playerCapacity];
        _changedSeats = new ushort[playerCapacity];
    }

    /// <summary>Takes over what a reader knows who has the room's state as its last tick left it.</summary>
    public void ContinueFrom(RoomSimulation room)
    {
        for (int i = 0; i < _lastViews.Length; i++)
        {
            PlayerSlot player = new((ushort)i);
            if (!room.IsSeated(player)) continue;
            InputQueue inputs = room.InputsOf(player);
            inputs.Last.CopyTo(RowOf(_last, player));
            _lastViews[i] = inputs.View;
        }
    }

    /// <inheritdoc/>
    public void EffectsStored(Tick tick, Tick through) =>
        BinaryPrimitives.WriteUInt32LittleEndian(BeginEvent(TickEvent.EffectsStored, default, sizeof(uint)), through.Value);

    /// <inheritdoc/>
    public void ContentChanged(Tick tick, ContentSet content)
    {
        if (Mutations.Has(Mutation.LogForgetsContent)) return;
        BinaryPrimitives.WriteUInt64LittleEndian(BeginEvent(TickEvent.ContentChanged, default, sizeof(ulong)), content.Hash);
    }

    /// <inheritdoc/>
    public void PlayerLeft(Tick tick, PlayerSlot player) => BeginEvent(TickEvent.Left, player, 0);

    /// <inheritdoc/>
    public void PlayerJoined(Tick tick, PlayerSlot player, in PlayerIdentity identity)
    {
        int idBytes = Encoding.UTF8.GetByteCount(identity.Id);
        int nameBytes = Encoding.UTF8.GetByteCount(identity.Name);
        Span<byte> payload = BeginEvent(TickEvent.Joined, player, (2 * sizeof(ushort)) + idBytes + nameBytes + sizeof(ulong) + 1 + sizeof(uint) + identity.Profile.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(payload, checked((ushort)idBytes));
        Encoding.UTF8.GetBytes(identity.Id, payload[2..]);
        payload = payload[(2 + idBytes)..];
        BinaryPrimitives.WriteUInt16LittleEndian(payload, checked((ushort)nameBytes));
        Encoding.UTF8.GetBytes(identity.Name, payload[2..]);
        payload = payload[(2 + nameBytes)..];
        BinaryPrimitives.WriteUInt64LittleEndian(payload, identity.SessionKey);
        payload[8] = identity.HasRecord ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32LittleEndian(payload[9..], (uint)identity.Profile.Length);
        identity.Profile.Span.CopyTo(payload[13..]);
        Silence(player);
    }

    /// <inheritdoc/>
    public void PlayerInterrupted(Tick tick, PlayerSlot player)
    {
        BeginEvent(TickEvent.Interrupted, player, 0);
        Silence(player);
    }

    /// <inheritdoc/>
    public void PlayerReturned(Tick tick, PlayerSlot player, uint tokenGeneration) =>
        BinaryPrimitives.WriteUInt32LittleEndian(BeginEvent(TickEvent.Returned, player, sizeof(uint)), tokenGeneration);

    /// <inheritdoc/>
    public void CommandConsumed(Tick tick, PlayerSlot player, uint sequence, ReadOnlySpan<byte> command)
    {
        Span<byte> payload = BeginEvent(TickEvent.Command, player, sizeof(uint) + sizeof(ushort) + command.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(payload, sequence);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[4..], (ushort)command.Length);
        command.CopyTo(payload[6..]);
    }

    /// <inheritdoc/>
    public void InputConsumed(Tick tick, PlayerSlot player, ReadOnlySpan<int> fields, ViewClaim view)
    {
        if (view == _lastViews[player.Value] && fields.SequenceEqual(RowOf(_last, player))) return;
        fields.CopyTo(RowOf(_next, player));
        _nextViews[player.Value] = view;
        _changedSeats[_changedCount++] = player.Value;
    }

    /// <inheritdoc/>
    public void TickEnded(RoomSimulation room)
    {
        EnsureSpace(ref _encoded, HeaderBytesMax + _eventBytes + ((_changedCount + 1) * _inputBytesMax) + sizeof(ulong));
        bool hashed = _hashPeriodTicks > 0 && (room.Tick.Value + (uint)_hashPhaseTicks) % (uint)_hashPeriodTicks == 0;
        _encoded[0] = hashed ? HashFlag : (byte)0;
        int length = 1;
        if (hashed)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_encoded.AsSpan(length), room.StateHash);
            length += sizeof(ulong);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(_encoded.AsSpan(length), (uint)_eventBytes);
        length += sizeof(uint);
        _events.AsSpan(0, _eventBytes).CopyTo(_encoded.AsSpan(length));
        length += _eventBytes;
        length += WriteInputs(_encoded.AsSpan(length));
        _eventBytes = 0;
        _changedCount = 0;
        _sink.TickEncoded(room, _encoded.AsSpan(0, length));
    }

    private int WriteInputs(Span<byte> into)
    {
        BitWriter writer = new(into);
        int expected = 0;
        foreach (ushort seat in _changedSeats.AsSpan(0, _changedCount))
        {
            writer.WriteBit(true);
            writer.WriteExpGolomb((uint)(seat - expected), 0);
            expected = seat + 1;
            WriteView(ref writer, _lastViews[seat], _nextViews[seat]);
            _lastViews[seat] = _nextViews[seat];
            PlayerSlot player = new(seat);
            RowCoder.WriteDelta(ref writer, _input.Fields, RowOf(_last, player), RowOf(_next, player));
            RowOf(_next, player).CopyTo(RowOf(_last, player));
        }

        writer.WriteBit(false);
        int length = writer.Finish();
        Check.That(!writer.Overflowed);
        return length;
    }

    private static void WriteView(ref BitWriter writer, ViewClaim last, ViewClaim next)
    {
        writer.WriteBit(next != last);
        if (next == last) return;
        writer.WriteExpGolomb(BitMath.ZigZag(next.AgeSixteenths - last.AgeSixteenths), ViewOrder);
        writer.WriteExpGolomb(BitMath.ZigZag(next.AllowedSixteenths - last.AllowedSixteenths), ViewOrder);
    }

    // As a seat's queue does when it is taken or its player is lost.
    private void Silence(PlayerSlot player)
    {
        _neutral.CopyTo(RowOf(_last, player));
        _lastViews[player.Value] = default;
    }

    private Span<int> RowOf(int[] rows, PlayerSlot player) => rows.AsSpan(player.Value * _neutral.Length, _neutral.Length);

    private Span<byte> BeginEvent(TickEvent kind, PlayerSlot player, int payloadBytes)
    {
        const int EventHeaderBytes = 3;
        EnsureSpace(ref _events, _eventBytes + EventHeaderBytes + payloadBytes);
        Span<byte> all = _events.AsSpan(_eventBytes, EventHeaderBytes + payloadBytes);
        all[0] = (byte)kind;
        BinaryPrimitives.WriteUInt16LittleEndian(all[1..], player.Value);
        _eventBytes += all.Length;
        return all[EventHeaderBytes..];
    }

    private static void EnsureSpace(ref byte[] buffer, int bytes)
    {
        if (bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(bytes, buffer.Length * 2));
    }

    private static int BytesMaxOf(ComponentSchema input)
    {
        const int GolombBitsMax = 65;
        int bits = 1 + GolombBitsMax + 1 + (2 * GolombBitsMax) + 1;
        foreach (FieldSchema field in input.Fields) bits += 1 + Math.Max(field.Bits, GolombBitsMax);
        return (bits + 7) / 8;
    }
}
