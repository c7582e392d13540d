using System;
using System.Buffers.Binary;
using System.Text;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>Runs ticks again from what <see cref="TickEncoder"/> wrote: everything is fed in where the network fed it in before, then the room steps. Bytes that make no sense are refused, never thrown at.</summary>
/// <param name="room">As the tick before left it.</param>
/// <param name="contentOf">Finds the content of a version that the log names, null when it is not to be had; a log that names one is malformed without it.</param>
public sealed class TickDecoder(RoomSimulation room, Func<ulong, ContentSet?>? contentOf = null)
{
    private readonly int[] _row = new int[room.World.Schema.Input.Fields.Length];

    /// <summary>The room, as far as it has come.</summary>
    public RoomSimulation Room => room;

    /// <summary>The version of content that a tick named and that was not to be had; 0 when there was none.</summary>
    public ulong MissingContent { get; private set; }

    /// <summary>Runs the room's next tick.</summary>
    /// <param name="encoded">The tick's bytes.</param>
    /// <returns>After <see cref="ReplayOutcome.Malformed"/> and <see cref="ReplayOutcome.Diverged"/> the room is of no more use.</returns>
    public ReplayOutcome Run(ReadOnlySpan<byte> encoded)
    {
        if (!TryReadHeader(encoded, out ulong? hash, out ReadOnlySpan<byte> events, out ReadOnlySpan<byte> inputs)) return ReplayOutcome.Malformed;
        while (!events.IsEmpty)
        {
            if (!TryFeedEvent(ref events)) return ReplayOutcome.Malformed;
        }

        if (!TryFeedInputs(inputs)) return ReplayOutcome.Malformed;
        room.Step();
        if (hash is not { } recorded) return ReplayOutcome.Ran;
        return room.StateHash == recorded ? ReplayOutcome.Agreed : ReplayOutcome.Diverged;
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> encoded, out ulong? hash, out ReadOnlySpan<byte> events, out ReadOnlySpan<byte> inputs)
    {
        hash = null;
        events = default;
        inputs = default;
        if (!TryTake(ref encoded, 1, out ReadOnlySpan<byte> flags) || flags[0] > TickEncoder.HashFlag) return false;
        if (flags[0] == TickEncoder.HashFlag)
        {
            if (!TryTake(ref encoded, sizeof(ulong), out ReadOnlySpan<byte> word)) return false;
            hash = BinaryPrimitives.ReadUInt64LittleEndian(word);
        }

        if (!TryTake(ref encoded, sizeof(uint), out ReadOnlySpan<byte> length)) return false;
        if (!TryTake(ref encoded, (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(length)), out events)) return false;
        inputs = encoded;
        return true;
    }

    private bool TryFeedEvent(scoped ref ReadOnlySpan<byte> events)
    {
        if (!TryTake(ref events, 3, out ReadOnlySpan<byte> header)) return false;
        PlayerSlot player = new(BinaryPrimitives.ReadUInt16LittleEndian(header[1..]));
        TickEvent kind = (TickEvent)header[0];
        if (kind == TickEvent.EffectsStored) return TryFeedStored(ref events);
        if (kind == TickEvent.ContentChanged) return TryFeedContent(ref events);
        if (player.Value >= room.World.PlayerCapacity || room.IsFree(player) != (kind == TickEvent.Joined)) return false;
        switch (kind)
        {
            case TickEvent.Left:
                room.Leave(player);
                return true;
            case TickEvent.Joined:
                return TryFeedJoin(player, ref events);
            case TickEvent.Interrupted when !room.IsInterrupted(player):
                room.Interrupt(player);
                return true;
            case TickEvent.Returned when room.IsInterrupted(player):
                return TryFeedReturn(player, ref events);
            case TickEvent.Command:
                return TryFeedCommand(player, ref events);
            default:
                return false;
        }
    }

    private bool TryFeedStored(scoped ref ReadOnlySpan<byte> events)
    {
        if (!TryTake(ref events, sizeof(uint), out ReadOnlySpan<byte> word)) return false;
        Tick through = new(BinaryPrimitives.ReadUInt32LittleEndian(word));
        if (through > room.Tick) return false;
        room.EffectsStored(through);
        return true;
    }

    private bool TryFeedContent(scoped ref ReadOnlySpan<byte> events)
    {
        if (!TryTake(ref events, sizeof(ulong), out ReadOnlySpan<byte> word) || room.NextContent is not null) return false;
        ulong version = BinaryPrimitives.ReadUInt64LittleEndian(word);
        if (contentOf?.Invoke(version) is not { } content)
        {
            MissingContent = version;
            return false;
        }

        room.ChangeContent(content, room.Tick.Next);
        return true;
    }

    private bool TryFeedJoin(PlayerSlot player, scoped ref ReadOnlySpan<byte> events)
    {
        if (!TryTakeText(ref events, out string id) || !TryTakeText(ref events, out string name)) return false;
        if (!TryTake(ref events, sizeof(ulong) + 1 + sizeof(uint), out ReadOnlySpan<byte> rest) || rest[8] > 1) return false;
        uint profileBytes = BinaryPrimitives.ReadUInt32LittleEndian(rest[9..]);
        if (profileBytes > Limits.ProfileBytes || !TryTake(ref events, (int)profileBytes, out ReadOnlySpan<byte> profile)) return false;
        room.JoinAt(player, new PlayerIdentity(id, name, BinaryPrimitives.ReadUInt64LittleEndian(rest), rest[8] == 1, profile.ToArray()));
        return true;
    }

    private bool TryFeedReturn(PlayerSlot player, scoped ref ReadOnlySpan<byte> events)
    {
        if (!TryTake(ref events, sizeof(uint), out ReadOnlySpan<byte> word)) return false;
        uint generation = BinaryPrimitives.ReadUInt32LittleEndian(word);
        if (generation < room.TokenGenerationOf(player)) return false;
        room.Return(player, generation);
        return true;
    }

    private bool TryFeedCommand(PlayerSlot player, scoped ref ReadOnlySpan<byte> events)
    {
        if (!TryTake(ref events, 6, out ReadOnlySpan<byte> header)) return false;
        if (!TryTake(ref events, BinaryPrimitives.ReadUInt16LittleEndian(header[4..]), out ReadOnlySpan<byte> command)) return false;
        return room.OfferCommand(player, BinaryPrimitives.ReadUInt32LittleEndian(header), command) == CommandOffer.Queued;
    }

    private bool TryFeedInputs(ReadOnlySpan<byte> inputs)
    {
        BitReader reader = new(inputs);
        ComponentSchema schema = room.World.Schema.Input;
        long seat = -1;
        while (true)
        {
            if (!reader.TryReadBit(out bool more)) return false;
            if (!more) return reader.BitsLeft < 8;
            if (!reader.TryReadExpGolomb(0, out uint skipped)) return false;
            seat += 1L + skipped;
            if (seat >= room.World.PlayerCapacity || !room.IsSeatedNext(new PlayerSlot((ushort)seat))) return false;
            InputQueue inputsOf = room.InputsOf(new PlayerSlot((ushort)seat));
            if (!TryReadView(ref reader, inputsOf.View, out ViewClaim view)) return false;
            if (!RowCoder.TryReadDelta(ref reader, schema.Fields, inputsOf.Last, _row)) return false;
            inputsOf.Offer(room.Tick.Next, _row, view);
        }
    }

    private static bool TryReadView(ref BitReader reader, ViewClaim last, out ViewClaim view)
    {
        view = last;
        if (!reader.TryReadBit(out bool changed)) return false;
        if (!changed) return true;
        if (!reader.TryReadExpGolomb(TickEncoder.ViewOrder, out uint age) || !reader.TryReadExpGolomb(TickEncoder.ViewOrder, out uint allowed)) return false;
        view = new ViewClaim((ushort)(last.AgeSixteenths + BitMath.UnZigZag(age)), (ushort)(last.AllowedSixteenths + BitMath.UnZigZag(allowed)));
        return true;
    }

    private static bool TryTakeText(scoped ref ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        if (!TryTake(ref bytes, sizeof(ushort), out ReadOnlySpan<byte> length)) return false;
        if (!TryTake(ref bytes, BinaryPrimitives.ReadUInt16LittleEndian(length), out ReadOnlySpan<byte> utf8)) return false;
        text = Encoding.UTF8.GetString(utf8);
        return true;
    }

    private static bool TryTake(scoped ref ReadOnlySpan<byte> bytes, int count, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (count > bytes.Length) return false;
        taken = bytes[..count];
        bytes = bytes[count..];
        return true;
    }
}
