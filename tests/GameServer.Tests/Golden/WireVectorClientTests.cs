using System;
using System.Linq;
using GameServer.Tests.Support;
using GameServer.Transport;
using GameServer.Transport.Wire;
using Xunit;

namespace GameServer.Tests.Golden;

/// <summary>
/// What stock clients were recorded to send, sent by our client role when told to do the same. Deviation on purpose: a single reliable message of the 2.x line leaves as plain
/// Channeled, two bytes shorter than stock's ReliableMerged of one entry; every receiver takes both.
/// </summary>
public sealed class WireVectorClientTests
{
    [Theory]
    [InlineData("L2-01", false)]
    [InlineData("L1-01", true)]
    [InlineData("L1-22", true)]
    [InlineData("L1-25", true)]
    [InlineData("L2-61", false)]
    public void Connect_requests_are_the_recorded_ones(string vector, bool oldLine)
    {
        byte[] recorded = WireVectors.Of(vector);
        (BareWire wire, PeerId _) = Connecting(recorded, oldLine);
        Assert.Equal(Convert.ToHexString(recorded), Convert.ToHexString(Assert.Single(wire.Step(0))));
    }

    [Fact]
    public void A_1x_client_sends_what_was_recorded()
    {
        (BareWire wire, PeerId server) = Connected("L1-01", "L1-02", oldLine: true);
        Send(DeliveryMethod.ReliableUnordered, "RU", "L1-03");
        wire.Exchange("L1-04");
        Send(DeliveryMethod.Sequenced, "SQ", "L1-05");
        Send(DeliveryMethod.ReliableOrdered, "RO", "L1-06");
        wire.Exchange(Convert.FromHexString("02000002010000000000000000"));
        Send(DeliveryMethod.ReliableSequenced, "RS", "L1-07");
        wire.Exchange("L1-08");

        wire.Transport.Send(server, "one"u8, DeliveryMethod.ReliableOrdered);
        Send(DeliveryMethod.ReliableOrdered, "three", "L1-09");
        wire.Exchange(Convert.FromHexString("02000002070000000000000000"));

        wire.Transport.Send(server, "r"u8, DeliveryMethod.ReliableOrdered);
        wire.Transport.Send(server, "s"u8, DeliveryMethod.Sequenced);
        Send(DeliveryMethod.Unreliable, "u", "L1-10");
        wire.Exchange(Convert.FromHexString("020000020f0000000000000000"));

        wire.Transport.Send(server, default, DeliveryMethod.ReliableOrdered);
        Send(DeliveryMethod.ReliableOrdered, "after", "L1-11");
        wire.Exchange(Convert.FromHexString("020000023f0000000000000000"));

        wire.Transport.Send(server, Enumerable.Range(0, 2500).Select(i => (byte)i).ToArray(), DeliveryMethod.ReliableOrdered);
        Assert.Equal(WireVectors.Of("L1-12"), wire.Step(1)[^1]);
        wire.Exchange(Convert.FromHexString("02000002ff0100000000000000"));

        Assert.Equal(WireVectors.Of("L1-15"), wire.Pings[0]);
        wire.Transport.Disconnect(server, "bye!"u8);
        Assert.Equal(WireVectors.Of("L1-13"), Assert.Single(wire.Step(1)));
        wire.Exchange("L1-14");
        Assert.Empty(wire.Step(400));

        void Send(DeliveryMethod method, string text, string vector)
        {
            Assert.True(wire.Transport.Send(server, System.Text.Encoding.UTF8.GetBytes(text), method));
            Assert.Equal(Convert.ToHexString(WireVectors.Of(vector)), Convert.ToHexString(Assert.Single(wire.Step(1))));
        }
    }

    [Fact]
    public void A_2x_client_sends_what_was_recorded()
    {
        (BareWire wire, PeerId server) = Connected("L2-01", "L2-02", oldLine: false);
        Assert.Equal(WireVectors.Of("L2-37"), wire.Pings[0]);
        wire.Transport.Send(server, "U0"u8, DeliveryMethod.Unreliable);
        Assert.Equal(WireVectors.Of("L2-03"), Assert.Single(wire.Step(1)));
        wire.Transport.Send(server, "SQ"u8, DeliveryMethod.Sequenced);
        Assert.Equal(WireVectors.Of("L2-06"), Assert.Single(wire.Step(1)));
        wire.Transport.Send(server, "RO"u8, DeliveryMethod.ReliableOrdered);
        Assert.Equal("01000002524F", Convert.ToHexString(Assert.Single(wire.Step(1))));
        wire.Exchange("L2-08");
        wire.Transport.Send(server, "one"u8, DeliveryMethod.ReliableOrdered);
        wire.Transport.Send(server, "three"u8, DeliveryMethod.ReliableOrdered);
        Assert.Equal(WireVectors.Of("L2-13"), Assert.Single(wire.Step(1)));
        wire.Transport.Send(server, "m1"u8, DeliveryMethod.Unreliable);
        wire.Transport.Send(server, "m2x"u8, DeliveryMethod.Unreliable);
        Assert.Equal(WireVectors.Of("L2-14"), Assert.Single(wire.Step(1)));

        // A chosen ping sequence is echoed at once, on whatever number the accept named.
        byte[] pong = Assert.Single(wire.Exchange(Convert.FromHexString("043930")));
        Assert.Equal(WireVectors.Of("L2-54")[1..3], pong[1..3]);
    }

    [Fact]
    public void An_identity_is_sent_to_a_server_that_forgot_us_and_its_second_refusal_ends_the_connection()
    {
        (BareWire wire, PeerId _) = Connected("L2-01", "L2-02", oldLine: false);
        wire.Exchange("L2-45");
        Assert.Empty(wire.Handler.Disconnects);
        byte[] identity = Assert.Single(wire.Exchange("L2-43"));
        Assert.Equal(Convert.ToHexString(BareWire.WithTime(WireVectors.Of("L2-44"), BitConverter.ToInt64(WireVectors.Of("L2-01"), 5))), Convert.ToHexString(identity));
        wire.Exchange("L2-45");
        Assert.Equal(DisconnectReason.PeerNotFound, Assert.Single(wire.Handler.Disconnects).Reason);
    }

    [Fact]
    public void Empty_entries_of_a_merged_reliable_packet_are_messages()
    {
        (BareWire wire, PeerId _) = Connected("L2-01", "L2-33", oldLine: false, number: 3);
        wire.Exchange(Convert.FromHexString("6100000258"));
        wire.Exchange("L2-57");
        wire.Exchange("L2-58");
        Assert.Equal([1, 1, 0, 1, 0], wire.Handler.Messages.Select(m => m.Bytes.Length));
    }

    [Theory]
    [InlineData("L2-42", DisconnectReason.ConnectionRejected)]
    [InlineData("L2-47", DisconnectReason.InvalidProtocol)]
    public void A_refusal_before_the_accept_is_understood(string vector, DisconnectReason reason)
    {
        byte[] recorded = WireVectors.Of("L2-01");
        (BareWire wire, PeerId _) = Connecting(recorded, oldLine: false);
        wire.Step(0);
        byte[] refusal = WireVectors.Of(vector);
        if (refusal.Length > 1) refusal = BareWire.WithTime(refusal, BitConverter.ToInt64(recorded, 5));
        wire.Exchange(refusal);
        Assert.Equal(reason, Assert.Single(wire.Handler.Disconnects).Reason);
    }

    private static (BareWire Wire, PeerId Server) Connecting(byte[] recorded, bool oldLine)
    {
        bool isIPv4 = recorded[17] == 16;
        ushort port = (ushort)((recorded[20] << 8) | recorded[21]);
        Endpoint server = isIPv4 ? Endpoint.FromIPv4(0x7F00_0001, port) : Endpoint.FromIPv6(0, 1, 0, port);
        TransportOptions options = TransportOptions.ForClient with { ConnectsAs = oldLine ? WireLine.V1 : WireLine.V2 };
        BareWire wire = new(options, bare: server, utcTicks: BitConverter.ToInt64(recorded, 5));
        return (wire, wire.Transport.Connect(server, recorded.AsSpan(18 + recorded[17]), wire.Now));
    }

    private static (BareWire Wire, PeerId Server) Connected(string request, string accept, bool oldLine, byte number = 0)
    {
        byte[] recorded = WireVectors.Of(request);
        (BareWire wire, PeerId server) = Connecting(recorded, oldLine);
        wire.Step(0);
        byte[] answer = BareWire.WithTime(WireVectors.Of(accept), BitConverter.ToInt64(recorded, 5));
        answer[9] = number;
        wire.Exchange(answer);
        Assert.Single(wire.Handler.Connects);
        return (wire, server);
    }
}
