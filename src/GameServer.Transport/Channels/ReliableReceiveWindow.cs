using System;
using GameServer.Core;
using GameServer.Transport.Wire;

namespace GameServer.Transport.Channels;

/// <summary>Receiving half of the two windowed methods: which of the last 64 sequences arrived, and the packets that arrived before their turn.</summary>
/// <remarks>
/// The window start that goes into acknowledgements is lazy: it moves only when a sequence 64 or more beyond it arrives, and does *not* follow what has been
/// delivered. A sender discards an acknowledgement whose start is ahead of its first unacknowledged sequence, so the "clever" start = next expected would
/// stall it for ever.
/// </remarks>
internal sealed class ReliableReceiveWindow
{
    public const int Size = 64;

    private HeldPacket[]? _held;

    /// <summary>Lowest sequence the bits speak about.</summary>
    public int Start;

    /// <summary>Lowest sequence not yet received.</summary>
    public int Expected;

    /// <summary>Bit s mod 64 says that s arrived, for Start ≤ s &lt; Start + 64.</summary>
    public ulong Bits;

    /// <summary>Judges a sequence and, unless it is outside or refused, marks it as received.</summary>
    /// <param name="sequence">As it arrived.</param>
    /// <param name="ordered">Whether early packets wait for their turn.</param>
    /// <param name="mayHold">Whether there is room for a packet that has to wait.</param>
    public ReceiveOutcome Offer(int sequence, bool ordered, bool mayHold)
    {
        if (!Sequence.IsValid(sequence)) return ReceiveOutcome.OutsideWindow;
        int ahead = Sequence.Relative(sequence, Expected);
        int offset = Sequence.Relative(sequence, Start);
        if (ahead >= Size || offset < 0 || offset >= 2 * Size) return ReceiveOutcome.OutsideWindow;
        ulong bit = 1UL << (sequence % Size);
        if (offset < Size && (Bits & bit) != 0) return Mutations.Has(Mutation.DeliverTwice) ? ReceiveOutcome.Deliver : ReceiveOutcome.Duplicate;

        // What is behind Expected has arrived, and its bit stays set for as long as the window reaches back to it.
        Check.That(ahead >= 0);
        if (ordered && ahead > 0 && !mayHold) return ReceiveOutcome.Refused;
        if (offset >= Size) MoveTo(Sequence.Plus(sequence, 1 - Size));
        Bits |= bit;
        if (ahead > 0) return ordered ? ReceiveOutcome.Hold : ReceiveOutcome.Deliver;
        Expected = Sequence.Next(Expected);

        // Unordered: what arrived early has been delivered already.
        while (!ordered && Sequence.Relative(Expected, Start) < Size && (Bits & (1UL << (Expected % Size))) != 0) Expected = Sequence.Next(Expected);
        return ReceiveOutcome.Deliver;
    }

    public void Hold(int sequence, byte[] buffer, int length)
    {
        _held ??= new HeldPacket[Size];
        ref HeldPacket held = ref _held[sequence % Size];
        Check.That(held.Buffer is null);
        held = new HeldPacket(buffer, length);
    }

    /// <summary>The held packet whose turn it is, which the caller now owns.</summary>
    public bool TryTakeNext(out HeldPacket packet)
    {
        packet = default;
        if (_held is null) return false;
        ref HeldPacket held = ref _held[Expected % Size];
        if (held.Buffer is null) return false;
        packet = held;
        held = default;
        Expected = Sequence.Next(Expected);
        return true;
    }

    public ReadOnlySpan<HeldPacket> Held => _held;

    public bool IsHeld(int sequence) => _held is not null && _held[sequence % Size].Buffer is not null;

    /// <summary>What <see cref="Offer"/> keeps true: all before the expected one arrived, and on ordered channels whatever arrived behind it is held.</summary>
    public bool IsConsistent(bool ordered)
    {
        for (int i = 0; i < Size; i++)
        {
            int sequence = Sequence.Plus(Start, i);
            int ahead = Sequence.Relative(sequence, Expected);
            bool arrived = (Bits & (1UL << (sequence % Size))) != 0;
            if (ahead < 0 && !arrived) return false;
            if (ahead == 0 && arrived) return false;
            if (ahead >= 0 && ordered && arrived != IsHeld(sequence)) return false;
        }

        return true;
    }

    public void Reset(BufferPool pool)
    {
        Start = Expected = 0;
        Bits = 0;
        if (_held is null) return;
        foreach (ref HeldPacket held in _held.AsSpan())
        {
            if (held.Buffer is not null) pool.Return(held.Buffer);
            held = default;
        }
    }

    private void MoveTo(int start)
    {
        int steps = Sequence.Relative(start, Start);
        if (steps >= Size)
        {
            Bits = 0;
        }
        else
        {
            // The bits left behind are those of the sequences just entering.
            for (int i = 0; i < steps; i++) Bits &= ~(1UL << (Sequence.Plus(Start, i) % Size));
        }

        Start = start;
    }
}
