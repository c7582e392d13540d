using System.Collections.Generic;
using GameServer.Core;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class SimulatedNetworkTests
{
    private static readonly Endpoint Here = Endpoint.FromIPv4(0x0A00_0001, 1);
    private static readonly Endpoint There = Endpoint.FromIPv4(0x0A00_0002, 2);

    private readonly SimulatedNetwork _network = new(1);
    private readonly IDatagramSocket _here;
    private readonly IDatagramSocket _there;

    public SimulatedNetworkTests()
    {
        _here = _network.Bind(Here);
        _there = _network.Bind(There);
    }

    [Fact]
    public void A_narrow_hop_sends_at_its_rate_and_drops_what_its_queue_cannot_hold()
    {
        // 100 bytes with headers each: ten a second, and five of them may wait.
        _network.SetLink(Here, There, new LinkConditions { BytesPerSecond = 1000, QueueBytes = 500 });
        for (int i = 0; i < 8; i++) _here.Send(new byte[100 - LinkConditions.HeaderBytes], There);
        Assert.Equal(3, _network.Counters.QueueDropped);
        Assert.Equal([0, 1, 2, 3, 4, 5, 5], ArrivedByTenths(7));
    }

    [Fact]
    public void The_other_direction_keeps_its_own_conditions()
    {
        _network.SetLink(Here, There, new LinkConditions { IsPartitioned = true });
        _here.Send([1], There);
        _there.Send([2], Here);
        _network.AdvanceTo(At(0.1));
        Assert.Equal((0, 1), (Drain(_there), Drain(_here)));
        Assert.Equal(1, _network.Counters.Darkened);
    }

    [Fact]
    public void Datagrams_above_the_path_s_size_vanish_and_smaller_ones_pass()
    {
        _network.DefaultConditions = new LinkConditions { MtuBytes = 600 };
        _here.Send(new byte[601], There);
        _here.Send(new byte[600], There);
        _network.AdvanceTo(At(0.1));
        Assert.Equal(1, Drain(_there));
        Assert.Equal(1, _network.Counters.TooLarge);
    }

    [Fact]
    public void A_blackout_ends_by_itself_and_healing_ends_it_at_once()
    {
        _network.Blackout(Here, There, At(1));
        _here.Send([1], There);
        _network.AdvanceTo(At(1));
        _here.Send([2], There);
        _network.AdvanceTo(At(1.1));
        Assert.Equal(1, Drain(_there));

        _network.Blackout(Here, There, At(9));
        _network.SetAll(LinkConditions.Perfect);
        _here.Send([3], There);
        _network.AdvanceTo(At(1.2));
        Assert.Equal(1, Drain(_there));
    }

    [Fact]
    public void A_moved_socket_sends_from_its_new_address_and_no_longer_hears_the_old_one()
    {
        Endpoint moved = _network.Rebind(_here, Endpoint.FromIPv4(0x0A00_0001, 0));
        Assert.NotEqual(Here, moved);
        _here.Send([1], There);
        _there.Send([2], Here);
        _there.Send([3], moved);
        _network.AdvanceTo(At(0.1));
        Assert.True(_there.TryReceive(out _, out Endpoint from));
        Assert.Equal(moved, from);
        Assert.Equal(1, Drain(_here));
        Assert.Equal(1, _network.Counters.Undeliverable);
    }

    [Fact]
    public void Every_preset_is_found_by_its_name()
    {
        for (int i = 0; i < LinkPresets.Count; i++)
        {
            Assert.True(LinkPresets.TryFind(LinkPresets.NameOf(i), out LinkConditions found));
            Assert.Same(LinkPresets.At(i), found);
        }

        Assert.False(LinkPresets.TryFind("carrier-pigeon", out _));
    }

    private static Timestamp At(double seconds) => new((long)(seconds * Timestamp.NanosecondsPerSecond), 0);

    private static int Drain(IDatagramSocket socket)
    {
        int count = 0;
        while (socket.TryReceive(out _, out _)) count++;
        return count;
    }

    private List<int> ArrivedByTenths(int tenths)
    {
        List<int> counts = [];
        int total = 0;
        for (int i = 0; i < tenths; i++)
        {
            _network.AdvanceTo(At(0.1 * i + 1e-9));
            total += Drain(_there);
            counts.Add(total);
        }

        return counts;
    }
}
