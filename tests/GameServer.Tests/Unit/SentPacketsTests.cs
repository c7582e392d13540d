using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class SentPacketsTests
{
    [Fact]
    public void A_full_ring_takes_no_packet_until_one_is_forgotten()
    {
        SentPackets sent = new(256);
        for (int i = 0; i < Limits.PacketsInFlight; i++) Send(sent, 1);
        Assert.True(sent.IsFull);
        Assert.Throws<InvariantException>(() => sent.Begin(new Tick(9), 0, 20));
        Assert.Throws<InvariantException>(sent.ForgetOldest);
        sent.At(sent.Oldest).Fate = PacketFate.GivenUp;
        sent.SkipResolved();
        sent.ForgetOldest();
        Assert.False(sent.IsFull);
        Send(sent, 1);
    }

    [Fact]
    public void A_ring_of_full_packets_forgets_no_slot()
    {
        SentPackets sent = new(256);
        for (int i = 0; i < Limits.PacketsInFlight; i++) Send(sent, Limits.SnapshotEntities, i * 100);
        for (int i = 0; i < Limits.PacketsInFlight; i++)
        {
            ref SentPacket packet = ref sent.At((ushort)i);
            Assert.Equal(Limits.SnapshotEntities, packet.EntryCount);
            for (int entry = 0; entry < packet.EntryCount; entry++) Assert.Equal((ushort)((i * 100) + entry), sent.SlotOf(packet, entry));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_traffic_reads_back_across_the_wrap_of_numbers(ulong seed)
    {
        Prng prng = new(seed);
        SentPackets sent = new(256);
        Queue<(ushort Sequence, int First, int Count)> kept = [];
        for (int i = 0; i < 70_000; i++)
        {
            while (sent.IsFull || (kept.Count > 0 && prng.NextChance(0.45)))
            {
                sent.At(sent.Oldest).Fate = PacketFate.Arrived;
                sent.SkipResolved();
                sent.ForgetOldest();
                kept.Dequeue();
            }

            int count = prng.NextInt(12);
            kept.Enqueue((sent.Next, i & 0xFFF, count));
            Send(sent, count, i & 0xFFF);
            (ushort sequence, int first, int entries) = kept.Peek();
            Assert.Equal(sequence, sent.Oldest);
            for (int entry = 0; entry < entries; entry++) Assert.Equal((ushort)(first + entry), sent.SlotOf(sent.At(sequence), entry));
        }
    }

    private static void Send(SentPackets sent, int count, int firstSlot = 0)
    {
        sent.Begin(new Tick(5), count, 20);
        for (int i = 0; i < count; i++) sent.AddSlot((ushort)(firstSlot + i));
    }
}
