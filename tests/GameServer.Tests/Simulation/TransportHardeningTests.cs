using System;
using System.Buffers.Binary;
using System.Linq;
using GameServer.Core;
using GameServer.Tests.Support;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>One test per way in which connected or forging clients have hurt servers on this wire.</summary>
public sealed class TransportHardeningTests
{
    [Fact]
    public void Acknowledgements_of_what_was_never_sent_change_nothing()
    {
        BareWire wire = Connected();
        PeerId peer = wire.Handler.Connects[0];
        wire.Transport.Send(peer, "a"u8, DeliveryMethod.ReliableOrdered);
        Assert.Single(wire.Step(1));
        foreach (string ack in new[] { "03010002ffffffffffffffff00", "03ff7f02feffffffffffffff00", "03008002ffffffffffffffff00", "030000020000000000000000", "03000002feffffffffffffff00" })
        {
            wire.Exchange(Convert.FromHexString(ack));
        }

        // Still unacknowledged, so it comes again.
        Assert.Equal("0100000261", Convert.ToHexString(wire.Step(200)[^1])[..10]);
        wire.Exchange("L2-08");
        Assert.Empty(wire.Step(2000));
        Assert.True(wire.Transport.Counters.DropsOf(DropReason.ForgedAck) >= 3);
    }

    [Fact]
    public void A_merged_bomb_delivers_no_more_than_the_cap()
    {
        BareWire wire = Connected();
        byte[] bomb = new byte[1 + (476 * 3)];
        bomb[0] = 0x0d;
        for (int i = 0; i < 476; i++) bomb[1 + (i * 3)] = 1;
        wire.Exchange(bomb);
        Assert.Equal(128, wire.Handler.Messages.Count);
        Assert.Equal(1, wire.Transport.Counters.DropsOf(DropReason.MergeFlood));
    }

    [Fact]
    public void A_ping_bomb_gets_one_pong()
    {
        BareWire wire = Connected();
        byte[] bomb = new byte[1 + (100 * 5)];
        bomb[0] = 0x0d;
        for (int i = 0; i < 100; i++)
        {
            bomb[1 + (i * 5)] = 3;
            bomb[3 + (i * 5)] = 0x04;
            bomb[4 + (i * 5)] = (byte)(i + 2);
        }

        Assert.Equal(11, Assert.Single(wire.Exchange(bomb)).Length);
    }

    [Fact]
    public void A_fragment_bomb_holds_what_it_sent_and_ends_the_connection()
    {
        BareWire wire = Connected();
        for (int i = 0; i < 64 && wire.Handler.Disconnects.Count == 0; i++)
        {
            byte[] part = Convert.FromHexString("8100000201000000ffff00");
            part[1] = (byte)i;
            part[4] = (byte)(i + 1);
            wire.Exchange(part);
        }

        Assert.Equal(DisconnectReason.LimitExceeded, Assert.Single(wire.Handler.Disconnects).Reason);
        Assert.Equal(0, wire.Transport.PeerCount);
    }

    [Fact]
    public void A_merge_inside_a_merge_is_not_opened()
    {
        BareWire wire = Connected();
        wire.Exchange(Convert.FromHexString("0d07000d0400" + "00616263"));
        Assert.Empty(wire.Handler.Messages);
        Assert.Equal(1, wire.Transport.Counters.DropsOf(DropReason.NestedMerge));
    }

    [Fact]
    public void Channel_packets_after_a_refusal_are_strays()
    {
        BareWire wire = new();
        wire.Handler.Decision = ConnectDecision.Reject("no"u8.ToArray());
        wire.Exchange("L2-01");
        Assert.Empty(wire.Exchange("L2-07", "L2-03", "L2-10", "L2-18"));
        Assert.Empty(wire.Handler.Messages);
    }

    [Theory]
    [InlineData("0f01")]
    [InlineData("0f")]
    [InlineData("0e01")]
    public void A_forged_peer_not_found_does_not_end_a_connection(string forged)
    {
        BareWire wire = Connected();
        wire.Exchange(Convert.FromHexString(forged));
        wire.Exchange("L2-03");
        Assert.Single(wire.Handler.Messages);
        Assert.Empty(wire.Handler.Disconnects);
    }

    [Fact]
    public void A_client_that_hears_its_server_outlives_a_forged_peer_not_found_and_its_confirmation()
    {
        TransportPair pair = TransportPair.Connected();
        for (int i = 0; i < 200; i++)
        {
            pair.Server.Send(pair.ToClient, "snapshot"u8, DeliveryMethod.Unreliable);
            pair.Network.Inject([0x0f], TransportPair.ServerAddress, TransportPair.ClientAddress);
            pair.Step();
            pair.Network.Inject([0x0f, 0x01], TransportPair.ServerAddress, TransportPair.ClientAddress);
        }

        Assert.Empty(pair.AtClient.Disconnects);
        Assert.Empty(pair.AtServer.Disconnects);
        Assert.True(pair.Client.Counters.DropsOf(DropReason.ForgedPeerNotFound) > 100);
    }

    [Fact]
    public void An_older_request_does_not_disturb_and_an_equal_one_gets_the_same_accept()
    {
        BareWire wire = new();
        byte[] accept = Assert.Single(wire.Exchange("L2-01"));
        Assert.Empty(wire.Exchange(WithTime(-1)));
        Assert.Equal(accept, Assert.Single(wire.Exchange("L2-01")));
        Assert.Single(wire.Handler.Connects);
        Assert.Empty(wire.Handler.Disconnects);

        // Repeats are answered a few times a second and no more.
        int answers = 0;
        for (int i = 0; i < 100; i++) answers += wire.Exchange("L2-01").Count;
        Assert.InRange(answers, 1, 8);
    }

    [Fact]
    public void A_late_copy_of_the_first_request_starts_no_ghost()
    {
        BareWire wire = Connected();
        wire.Exchange(BareWire.WithTime(WireVectors.Of("L2-30"), BinaryPrimitives.ReadInt64LittleEndian(WireVectors.Of("L2-01").AsSpan(5))));
        Assert.Single(wire.Handler.Disconnects);
        byte[] answer = Assert.Single(wire.Exchange("L2-01"));
        Assert.Equal(0x08, answer[0]);
        Assert.Single(wire.Handler.Connects);
        Assert.Equal(0, wire.Transport.PeerCount);
    }

    [Fact]
    public void A_forged_newer_request_leaves_the_living_connection_alone()
    {
        TransportPair pair = TransportPair.Connected();
        byte[] forged = [.. WireVectors.Of("L2-01")];
        BinaryPrimitives.WriteInt64LittleEndian(forged.AsSpan(5), long.MaxValue);
        pair.Network.Inject(forged, TransportPair.ClientAddress, TransportPair.ServerAddress);
        pair.Run(3000);
        Assert.Empty(pair.AtServer.Disconnects);
        Assert.Single(pair.AtServer.Connects);
        pair.Client.Send(pair.ToServer, "alive"u8, DeliveryMethod.ReliableOrdered);
        pair.Run(100);
        Assert.Single(pair.AtServer.Messages);
    }

    [Fact]
    public void Goodbyes_with_the_wrong_time_are_ignored()
    {
        BareWire wire = Connected();
        for (int i = 0; i < 50; i++) wire.Exchange(BareWire.WithTime(WireVectors.Of("L2-30"), i));
        Assert.Empty(wire.Handler.Disconnects);
        Assert.Equal(50, wire.Transport.Counters.DropsOf(DropReason.ForgedDisconnect));
    }

    [Fact]
    public void A_receiver_that_never_acknowledges_cannot_make_us_grow()
    {
        BareWire wire = Connected();
        PeerId peer = wire.Handler.Connects[0];
        int taken = 0;
        for (int i = 0; i < 20_000; i++)
        {
            if (wire.Transport.Send(peer, new byte[100], DeliveryMethod.ReliableOrdered)) taken++;
        }

        Assert.InRange(taken, 1000, 4096);
        Assert.Equal(20_000 - taken, wire.Transport.Counters.DropsOf(DropReason.SendQueueFull));

        // The 64 of the window, again and again but ever more slowly, while pings keep the connection alive.
        for (ushort second = 0; second < 20; second++)
        {
            wire.Exchange([0x04, (byte)(2 + second), 0]);
            for (int i = 0; i < 50; i++) wire.Step(20);
        }

        Assert.Empty(wire.Handler.Disconnects);
        Assert.InRange(wire.Transport.Counters.Resends, 100, 64 * 45);
    }

    [Fact]
    public void Pings_are_answered_across_the_sixteen_bit_wrap()
    {
        BareWire wire = Connected();
        foreach (ushort sequence in new ushort[] { 2, 16000, 32000, 48000, 65535, 0, 1, 9000 })
        {
            byte[] ping = [0x04, (byte)sequence, (byte)(sequence >> 8)];
            Assert.Equal(ping[1..], Assert.Single(wire.Exchange(ping))[1..3]);
            Assert.Empty(wire.Exchange(ping));
        }
    }

    [Fact]
    public void A_newest_sequenced_packet_that_comes_again_is_acknowledged()
    {
        BareWire wire = Connected();
        Assert.Empty(wire.Exchange("L2-62"));
        Assert.Equal(WireVectors.Of("L2-64"), Assert.Single(wire.Exchange("L2-62")));
        Assert.Single(wire.Handler.Messages);
    }

    [Fact]
    public void A_client_whose_address_changes_keeps_its_connection()
    {
        TransportPair pair = TransportPair.Connected();
        pair.Run(500);
        Endpoint moved = Endpoint.FromIPv4(0x0A00_0063, 50_000);
        pair.Network.Rebind(pair.Client.Socket, moved);
        pair.Client.Send(pair.ToServer, "from afar"u8, DeliveryMethod.ReliableOrdered);
        pair.StepUntil(() => pair.AtServer.Messages.Count == 1, 4500);
        Assert.Equal(moved, pair.Server.EndpointOf(pair.ToClient));
        Assert.Empty(pair.AtServer.Disconnects);
        Assert.Empty(pair.AtClient.Disconnects);
        pair.Server.Send(pair.ToClient, "welcome"u8, DeliveryMethod.ReliableOrdered);
        pair.Run(100);
        Assert.Single(pair.AtClient.Messages);
    }

    [Fact]
    public void A_stolen_identity_does_not_move_a_connection_that_is_alive()
    {
        BareWire wire = new(BareWire.Plain);
        wire.Exchange("L2-01");
        byte[] identity = BareWire.WithTime(WireVectors.Of("L2-44"), BinaryPrimitives.ReadInt64LittleEndian(WireVectors.Of("L2-01").AsSpan(5)));
        wire.Inject(identity, Endpoint.FromIPv4(0x0A00_0005, 5));
        wire.Step(1);
        Assert.Equal(0, wire.Transport.PendingCount);
        Assert.Equal(wire.Bare, wire.Transport.EndpointOf(wire.Handler.Connects[0]));
    }

    [Fact]
    public void A_checksum_and_a_key_travel_as_stock_layers_do()
    {
        BareWire crc = new(BareWire.Plain, new Crc32cLayer());
        byte[] accept = crc.Exchange(Checked(RequestAt(WireVectors.Of("L2-48"))))[0];
        Assert.Equal(Convert.ToHexString(WireVectors.Of("L2-48")), Convert.ToHexString(accept));
        crc.Exchange("L2-49");
        Assert.Equal("hi"u8.ToArray(), Assert.Single(crc.Handler.Messages).Bytes);
        byte[] damaged = [.. WireVectors.Of("L2-49")];
        damaged[1] ^= 1;
        crc.Exchange(damaged);
        Assert.Equal(1, crc.Transport.Counters.DropsOf(DropReason.Layer));
        Assert.Equal(0xe3069283, Crc32c.Of("123456789"u8));

        XorLayer layer = new("key"u8);
        BareWire xor = new(BareWire.Plain, layer);
        byte[] request = [.. WireVectors.Of("L2-01")];
        layer.Wrap(request, request.Length, default);
        xor.Exchange(request);
        xor.Exchange("L2-50");
        Assert.Equal("hi"u8.ToArray(), Assert.Single(xor.Handler.Messages).Bytes);

        static byte[] RequestAt(byte[] accept)
        {
            byte[] request = [.. WireVectors.Of("L2-01")];
            accept.AsSpan(1, 8).CopyTo(request.AsSpan(5));
            return request;
        }

        static byte[] Checked(byte[] datagram) => [.. datagram, .. BitConverter.GetBytes(Crc32c.Of(datagram))];
    }

    [Fact]
    public void Unconnected_messages_are_taken_only_when_wanted()
    {
        BareWire deaf = new();
        deaf.Exchange("L2-46", "L1-20");
        Assert.Empty(deaf.Handler.Unconnected);
        BareWire open = new(BareWire.Plain with { AcceptsUnconnected = true });
        open.Exchange("L2-46", "L1-20");
        Assert.Equal(["unc", "unc"], open.Handler.Unconnected.Select(System.Text.Encoding.UTF8.GetString));
        Assert.True(open.Transport.SendUnconnected(open.Bare, "unc"u8));
        Assert.Equal(WireVectors.Of("L2-46"), Assert.Single(open.Step(1)));
    }

    [Fact]
    public void Large_packets_on_their_way_survive_a_move_to_a_path_not_yet_probed()
    {
        TransportPair pair = TransportPair.Connected(server: new TransportOptions { PeersMax = 4, DiscoversMtu = true }, client: TransportOptions.ForClient with { DiscoversMtu = true });
        pair.Run(10_000);
        Assert.Equal(1431, pair.Client.UnreliableBytesMaxOf(pair.ToServer));
        pair.Network.Rebind(pair.Client.Socket, Endpoint.FromIPv4(0x0A00_0063, 50_000));
        for (int i = 0; i < 200; i++)
        {
            pair.Client.Send(pair.ToServer, new byte[1400], DeliveryMethod.ReliableOrdered);
            pair.Server.Send(pair.ToClient, new byte[1400], DeliveryMethod.ReliableOrdered);
        }

        pair.StepUntil(() => pair.AtServer.Messages.Count == 200 && pair.AtClient.Messages.Count == 200);
        Assert.Empty(pair.AtServer.Disconnects);
    }

    [Fact]
    public void A_message_sent_when_connecting_leaves_with_the_same_flush()
    {
        BareWire wire = new();
        wire.Handler.OnConnected = peer => wire.Transport.Send(peer, "welcome"u8, DeliveryMethod.ReliableOrdered);
        Assert.Equal(2, wire.Exchange("L2-01").Count);
    }

    private static byte[] WithTime(int later)
    {
        byte[] request = [.. WireVectors.Of("L2-01")];
        BinaryPrimitives.WriteInt64LittleEndian(request.AsSpan(5), BinaryPrimitives.ReadInt64LittleEndian(request.AsSpan(5)) + later);
        return request;
    }

    private static BareWire Connected()
    {
        BareWire wire = new();
        wire.Exchange("L2-01");
        wire.Transport.Receive(wire.Now, wire.Handler);
        return wire;
    }
}
