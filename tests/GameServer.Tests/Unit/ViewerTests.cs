using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class ViewerTests
{
    [Fact]
    public void Acknowledgements_of_packets_never_sent_are_counted_and_ignored()
    {
        Viewer viewer = new(new PlayerSlot(0), 0, new ReplicationOptions(), 30);
        viewer.NoteSent(new Tick(1), [], 20);
        viewer.Acknowledge(AckWindow.FromWire(1, 0), new Tick(2));
        viewer.Acknowledge(AckWindow.FromWire(30_000, 0), new Tick(2));
        Assert.Equal(2, viewer.ForgedAckCount);
        Assert.Equal(0, viewer.AckedCount);
        viewer.Acknowledge(AckWindow.FromWire(0, uint.MaxValue), new Tick(2));
        Assert.Equal(1, viewer.AckedCount);
        Assert.Equal(new Tick(1), viewer.AckedTick);
    }

    [Fact]
    public void A_packet_is_given_up_when_three_later_ones_arrived_and_still_counts_when_it_comes()
    {
        Viewer viewer = new(new PlayerSlot(0), 0, new ReplicationOptions(), 30);
        for (uint i = 0; i < 4; i++) viewer.NoteSent(new Tick(1 + i), [], 20);
        viewer.Acknowledge(AckWindow.FromWire(2, 0b01), new Tick(5));
        Assert.Equal(0, viewer.LostCount);
        viewer.Acknowledge(AckWindow.FromWire(3, 0b011), new Tick(6));
        Assert.Equal(1, viewer.LostCount);
        viewer.Acknowledge(AckWindow.FromWire(3, 0b111), new Tick(7));
        Assert.Equal(4, viewer.AckedCount);
    }

    [Fact]
    public void A_round_trip_longer_than_the_first_patience_is_learnt()
    {
        const int RoundTripTicks = 40;
        Viewer viewer = new(new PlayerSlot(0), 0, new ReplicationOptions(), 30);
        for (uint tick = 1; tick <= 400; tick++)
        {
            viewer.ExpirePackets(new Tick(tick));
            viewer.NoteSent(new Tick(tick), [], 20);
            if (tick > RoundTripTicks) viewer.Acknowledge(AckWindow.FromWire((ushort)(tick - 1 - RoundTripTicks), uint.MaxValue), new Tick(tick));
        }

        Assert.Equal(400 - RoundTripTicks, viewer.AckedCount);
        long lost = viewer.LostCount;
        for (uint tick = 401; tick <= 600; tick++)
        {
            viewer.ExpirePackets(new Tick(tick));
            viewer.NoteSent(new Tick(tick), [], 20);
            viewer.Acknowledge(AckWindow.FromWire((ushort)(tick - 1 - RoundTripTicks), uint.MaxValue), new Tick(tick));
        }

        Assert.Equal(lost, viewer.LostCount);
    }

    [Fact]
    public void A_silent_client_costs_no_more_than_the_ring()
    {
        Viewer viewer = new(new PlayerSlot(0), 0, new ReplicationOptions(), 30);
        for (uint tick = 1; tick <= 5_000; tick++)
        {
            viewer.ExpirePackets(new Tick(tick));
            for (int i = 0; i < 3; i++) viewer.NoteSent(new Tick(tick), [], 20);
        }

        Assert.True(viewer.LostCount > 14_900);
        Assert.Equal(0, viewer.AckedCount);
        viewer.Acknowledge(AckWindow.FromWire((ushort)(viewer.Sent.Next - 1), 0), new Tick(5_001));
        Assert.Equal(1, viewer.AckedCount);
    }
}
