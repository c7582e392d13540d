using System.Collections.Generic;
using GameServer.Core;
using GameServer.Transport.Channels;
using GameServer.Transport.Peers;
using GameServer.Transport.Wire;
using Xunit;

namespace GameServer.Tests.Property;

public sealed class ReliableWindowTests
{
    // The rules of the wire with numbers that never wrap: what arrived is a set, and the ring is computed from it.
    private sealed class ModelReceiver(bool ordered, long first)
    {
        private readonly HashSet<long> _arrived = [];

        public long Start { get; private set; } = first;

        public long Expected { get; private set; } = first;

        public ReceiveOutcome Offer(long sequence)
        {
            if (sequence - Expected >= 64 || sequence < Start || sequence - Start >= 128) return ReceiveOutcome.OutsideWindow;
            if (!_arrived.Add(sequence)) return ReceiveOutcome.Duplicate;
            if (sequence - Start >= 64) Start = sequence - 63;
            ReceiveOutcome outcome = !ordered || sequence == Expected ? ReceiveOutcome.Deliver : ReceiveOutcome.Hold;
            while (_arrived.Contains(Expected)) Expected++;
            return outcome;
        }

        public ulong Bits()
        {
            ulong bits = 0;
            for (long sequence = Start; sequence < Start + 64; sequence++)
            {
                if (_arrived.Contains(sequence)) bits |= 1UL << (int)(sequence % 64);
            }

            return bits;
        }
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    [InlineData(false, 4)]
    public void The_receive_window_agrees_with_the_model_across_the_wrap(bool ordered, ulong seed)
    {
        Prng prng = new(seed);
        ReliableReceiveWindow window = new();
        ModelReceiver model = new(ordered, 0);
        BufferPool pool = new(peersMax: 1);

        // 150,000 offers around the front cross 32768 more than once.
        for (int i = 0; i < 150_000; i++)
        {
            long sequence = model.Expected + prng.NextInt(-70, 70);
            if (prng.NextChance(0.6)) sequence = model.Expected;
            if (sequence < 0) continue;
            int wire = (int)(sequence % Sequence.Count);
            ReceiveOutcome outcome = window.Offer(wire, ordered, mayHold: true);
            Assert.Equal(model.Offer(sequence), outcome);
            if (outcome == ReceiveOutcome.Hold) window.Hold(wire, pool.Rent(1), 1);
            if (ordered && outcome == ReceiveOutcome.Deliver)
            {
                while (window.TryTakeNext(out HeldPacket held)) pool.Return(held.Buffer!);
            }

            Assert.Equal(model.Expected % Sequence.Count, window.Expected);
            Assert.Equal(model.Start % Sequence.Count, window.Start);
            Assert.Equal(model.Bits(), window.Bits);
        }

        Assert.True(model.Expected > 2 * Sequence.Count);
    }

    [Fact]
    public void Sequences_that_are_none_are_outside_every_window()
    {
        ReliableReceiveWindow window = new();
        for (int sequence = Sequence.Count; sequence <= ushort.MaxValue; sequence++)
        {
            Assert.Equal(ReceiveOutcome.OutsideWindow, window.Offer(sequence, true, true));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_acknowledgements_never_corrupt_the_send_window(ulong seed)
    {
        Prng prng = new(seed);
        BufferPool pool = new(peersMax: 1);
        Peer peer = new(0) { MtuBytes = 1024, State = PeerState.Connected };
        ReliableSendWindow window = new();
        long acknowledged = 0;
        long sent = 0;
        for (int i = 0; i < 200_000; i++)
        {
            if (window.QueuedCount < 8 && prng.NextChance(0.5))
            {
                window.Enqueue(new QueuedMessage { Buffer = pool.Rent(20), Length = 20, IsFragment = true });
                peer.QueuedPackets++;
                peer.QueuedBytes += 64;
            }

            int nextBefore = window.Next;
            window.Fill(peer, 2, pool, 0);
            sent += Sequence.Relative(window.Next, nextBefore);
            Assert.InRange(window.OutstandingCount, 0, 64);

            int start = prng.NextChance(0.8) ? Sequence.Plus(window.Base, -prng.NextInt(64)) : prng.NextInt(65536);
            ulong bits = prng.NextULong() | (prng.NextChance(0.5) ? prng.NextULong() : 0);
            int baseBefore = window.Base;
            bool applied = window.TryAcknowledge(start, bits, peer, pool, 0);
            Assert.Equal(start < Sequence.Count && Sequence.Relative(baseBefore, start) is >= 0 and < 64, applied);
            int moved = Sequence.Relative(window.Base, baseBefore);
            Assert.InRange(moved, 0, 64);
            acknowledged += moved;
            Assert.Equal(sent - acknowledged, window.OutstandingCount);
        }

        Assert.True(acknowledged > Sequence.Count);
        window.Reset(pool);
        Assert.Equal(0, pool.RentedBytes);
    }
}
