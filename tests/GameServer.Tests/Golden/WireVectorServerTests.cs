using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GameServer.Tests.Support;
using GameServer.Transport;
using GameServer.Transport.Wire;
using Xunit;

namespace GameServer.Tests.Golden;

/// <summary>
/// What stock clients were recorded to send, replayed into our server, whose answers must be the stock server's byte for byte. Where the recording has only some packets of
/// a run (a large message, a resent packet), the missing ones are written here. Deviations on purpose: our first ping leaves with the accept instead of a second later;
/// the empty reliable message a stock 2.x receiver loses is delivered.
/// </summary>
public sealed class WireVectorServerTests
{
    [Fact]
    public void A_recorded_2x_session_gets_the_recorded_answers()
    {
        BareWire wire = new();
        Expect(wire.Exchange("L2-01"), "L2-02");
        Assert.Equal(Convert.FromHexString("040200"), Assert.Single(wire.Pings));
        Assert.True(LibraryString.Matches(wire.Handler.Requests[0], "SecretKey"u8));

        Expect(wire.Exchange("L2-03"));
        Expect(wire.Exchange("L2-04"), "L2-05");
        Expect(wire.Exchange("L2-06"));
        Expect(wire.Exchange("L2-07"), "L2-08");
        Expect(wire.Exchange("L2-09"), "L2-10");
        ExpectMessages(wire, (0, DeliveryMethod.Unreliable, "U0"), (0, DeliveryMethod.ReliableUnordered, "RU"), (0, DeliveryMethod.Sequenced, "SQ"),
            (0, DeliveryMethod.ReliableOrdered, "RO"), (0, DeliveryMethod.ReliableSequenced, "RS"));

        wire.Exchange("L2-11", "L2-12", "L2-13", "L2-14");
        ExpectMessages(wire, (2, DeliveryMethod.ReliableOrdered, "C2"), (3, DeliveryMethod.ReliableSequenced, "C3"), (0, DeliveryMethod.ReliableOrdered, "one"),
            (0, DeliveryMethod.ReliableOrdered, "three"), (0, DeliveryMethod.Unreliable, "m1"), (0, DeliveryMethod.Unreliable, "m2x"));

        wire.Exchange("L2-15", "L2-16", "L2-17");
        ExpectMessages(wire, (0, DeliveryMethod.ReliableOrdered, "r"), (0, DeliveryMethod.Sequenced, "s"), (0, DeliveryMethod.Unreliable, "u"), (0, DeliveryMethod.Unreliable, ""),
            (0, DeliveryMethod.ReliableOrdered, ""), (0, DeliveryMethod.ReliableOrdered, "after"));

        Expect(wire.Exchange("L2-18", "L2-19", "L2-20"), "L2-21");
        Assert.Equal(Enumerable.Range(0, 2500).Select(i => (byte)i), Assert.Single(wire.Handler.Messages).Bytes);
        wire.Handler.Messages.Clear();

        wire.Exchange("L2-23", "L2-24");
        byte[] firstPart = new byte[1024];
        Convert.FromHexString("81090002030000000200").CopyTo(firstPart, 0);
        wire.Exchange(firstPart, WireVectors.Of("L2-25"));
        Assert.Equal([1018, 1020, 1021], wire.Handler.Messages.Select(m => m.Bytes.Length));
        wire.Handler.Messages.Clear();

        wire.Exchange("L2-26");
        List<byte[]> first = wire.Exchange(Convert.FromHexString("020c0002050061636b6564"));
        Assert.Equal(WireVectors.Of("L2-28"), Assert.Single(first));
        Expect(wire.Exchange(Convert.FromHexString("020c0002050061636b6564")), "L2-28");
        wire.Handler.Messages.Clear();
        wire.Exchange("L2-27");
        ExpectMessages(wire, (0, DeliveryMethod.ReliableOrdered, "gapA"), (0, DeliveryMethod.ReliableOrdered, "gapB"));

        List<byte[]> pong = wire.Exchange("L2-37");
        Assert.Equal(WireVectors.Of("L2-38")[..3], Assert.Single(pong)[..3]);
        Assert.Equal(wire.Now.UtcTicks, BitConverter.ToInt64(pong[0], 3));

        Expect(wire.Exchange("L2-30"), "L2-31");
        var (_, reason, data) = Assert.Single(wire.Handler.Disconnects);
        Assert.Equal(DisconnectReason.RemoteConnectionClose, reason);
        Assert.Equal("bye!"u8.ToArray(), data);

        // The second connection from the same sockets: number 1 from its first byte on.
        Expect(wire.Exchange("L2-32"), "L2-33");
        Expect(wire.Exchange("L2-34"), "L2-35");
        wire.Transport.Disconnect(wire.Handler.Connects[1]);
        Expect(wire.Step(1), "L2-36");
    }

    [Fact]
    public void A_recorded_1x_session_gets_the_recorded_answers()
    {
        BareWire wire = new();
        Expect(wire.Exchange("L1-01"), "L1-02");
        Expect(wire.Exchange("L1-03"), "L1-04");
        Expect(wire.Exchange("L1-05"));
        wire.Exchange("L1-06");
        Expect(wire.Exchange("L1-07"), "L1-08");
        wire.Exchange("L1-09");
        wire.Exchange("L1-10");
        wire.Exchange("L1-11");
        ExpectMessages(wire, (0, DeliveryMethod.ReliableUnordered, "RU"), (0, DeliveryMethod.Sequenced, "SQ"), (0, DeliveryMethod.ReliableOrdered, "RO"),
            (0, DeliveryMethod.ReliableSequenced, "RS"), (0, DeliveryMethod.ReliableOrdered, "one"), (0, DeliveryMethod.ReliableOrdered, "three"),
            (0, DeliveryMethod.ReliableOrdered, "r"), (0, DeliveryMethod.Sequenced, "s"), (0, DeliveryMethod.Unreliable, "u"),
            (0, DeliveryMethod.ReliableOrdered, ""), (0, DeliveryMethod.ReliableOrdered, "after"));
        wire.Exchange(FragmentOf("L1-12", 0, 6), FragmentOf("L1-12", 1, 7), WireVectors.Of("L1-12"));
        Assert.Equal(Enumerable.Range(0, 2500).Select(i => (byte)i), Assert.Single(wire.Handler.Messages).Bytes);
        List<byte[]> pong = wire.Exchange("L1-15");
        Assert.Equal(WireVectors.Of("L1-16")[..3], Assert.Single(pong)[..3]);
        Expect(wire.Exchange("L1-13"), "L1-14");
    }

    [Theory]
    [InlineData("L1-22", "L1-23")]
    [InlineData("L1-25", null)]
    [InlineData("L2-61", null)]
    public void Every_recorded_request_is_accepted(string request, string? accept)
    {
        BareWire wire = new();
        List<byte[]> answers = wire.Exchange(request);
        if (accept is not null) Expect(answers, accept);
        Assert.Single(wire.Handler.Connects);
        Assert.Equal(15, Assert.Single(answers).Length);
        if (request != "L1-22") return;
        wire.Exchange("L1-24");
        ExpectMessages(wire, (0, DeliveryMethod.ReliableOrdered, "RO"));
    }

    [Theory]
    [InlineData("L2-01", "L2-39", "L2-40")]
    [InlineData("L1-01", "L1-26", null)]
    public void An_mtu_probe_comes_back_with_only_its_kind_changed(string request, string probe, string? answer)
    {
        BareWire wire = new();
        wire.Exchange(request);

        // Stock leaks old buffer contents into the padding; ours is zero whatever came.
        byte[] expected = new byte[1164];
        BitConverter.GetBytes(1164).CopyTo(expected, 1);
        BitConverter.GetBytes(1164).CopyTo(expected, 1160);
        expected[0] = (byte)(WireVectors.Of(probe)[0] + 1);
        Assert.Equal(expected, Assert.Single(wire.Exchange(probe)));
        if (answer is not null) Assert.Equal(WireVectors.Of(answer)[0], expected[0]);
    }

    [Fact]
    public void Our_own_mtu_probes_are_the_recorded_ones()
    {
        BareWire wire = new(BareWire.Plain with { DiscoversMtu = true });
        List<byte[]> first = wire.Exchange("L2-01");
        AssertProbe("L2-39", first[1]);
        AssertProbe("L2-41", Assert.Single(wire.Exchange("L2-40")));

        static void AssertProbe(string vector, byte[] probe)
        {
            byte[] recorded = WireVectors.Of(vector);
            Assert.Equal(recorded.Length, probe.Length);
            Assert.Equal(recorded[..5], probe[..5]);
            Assert.Equal(recorded[^4..], probe[^4..]);
        }
    }

    [Fact]
    public void A_refusal_with_data_is_the_recorded_one()
    {
        BareWire wire = new();
        wire.Handler.Decision = ConnectDecision.Reject("no"u8.ToArray());
        byte[] rejection = WireVectors.Of("L2-42");
        byte[] request = BitConverter.ToInt64(rejection, 1) is long time ? WithRequestTime("L2-01", time) : [];
        Assert.Equal(rejection, Assert.Single(wire.Exchange(request)));
    }

    [Fact]
    public void Another_protocol_version_is_told_so()
    {
        BareWire wire = new();
        Expect(wire.Exchange(Convert.FromHexString("060b00000001020304050607080000000010020027067f0000010000000000000000")), "L2-47");
        Assert.Equal([0x0f], Assert.Single(wire.Exchange(Convert.FromHexString("050b00000001020304050607080000000010020027067f0000010000000000000000"))));
    }

    [Fact]
    public void Strangers_who_ping_are_told_that_they_are_unknown()
    {
        BareWire wire = new();
        Expect(wire.Exchange("L2-37"), "L2-43");
        Expect(wire.Exchange("L1-15"), "L1-18");
    }

    [Fact]
    public void A_newer_request_while_connected_gets_the_next_number()
    {
        BareWire wire = new();
        byte[] accept = WireVectors.Of("L2-65");
        long time = BitConverter.ToInt64(accept, 1);
        wire.Exchange(WithRequestTime("L2-01", time - 5));
        Assert.Equal(accept, Assert.Single(wire.Exchange(WithRequestTime("L2-01", time))));
        Assert.Equal(DisconnectReason.Reconnect, Assert.Single(wire.Handler.Disconnects).Reason);
    }

    [Fact]
    public void Acknowledgements_follow_the_recorded_lazy_ring()
    {
        BareWire wire = new();
        wire.Exchange("L2-01");
        List<byte[]> last = [];
        for (int sequence = 0; sequence < 32770; sequence++)
        {
            byte[] packet = [0x01, (byte)sequence, (byte)((sequence & 32767) >> 8), 0x00, 0x78];
            if (sequence % 32 == 0) wire.Exchange(Convert.FromHexString("040000"));
            last = wire.Exchange(packet);
            if (sequence == 64) Assert.Equal(WireVectors.Of("L2-60"), last[^1]);
        }

        Assert.Equal(WireVectors.Of("L2-59"), last[^1]);
        for (int sequence = 0; sequence < 90; sequence++) last = wire.Exchange([0x01, (byte)sequence, 0x00, 0x04, 0x78]);
        Assert.Equal(WireVectors.Of("L2-29"), last[^1]);
    }

    private static byte[] WithRequestTime(string vector, long time)
    {
        byte[] request = [.. WireVectors.Of(vector)];
        BitConverter.GetBytes(time).CopyTo(request, 5);
        return request;
    }

    // An earlier part of the recorded last part's message.
    private static byte[] FragmentOf(string lastPart, int part, int sequence)
    {
        byte[] packet = new byte[1024];
        WireVectors.Of(lastPart).AsSpan(0, 10).CopyTo(packet);
        packet[1] = (byte)sequence;
        packet[6] = (byte)part;
        for (int i = 0; i < 1014; i++) packet[10 + i] = (byte)((part * 1014) + i);
        return packet;
    }

    private static void Expect(List<byte[]> answers, params string[] vectors) =>
        Assert.Equal(vectors.Select(id => Convert.ToHexString(WireVectors.Of(id))), answers.Select(Convert.ToHexString));

    private static void ExpectMessages(BareWire wire, params (byte Channel, DeliveryMethod Method, string Text)[] expected)
    {
        Assert.Equal(expected, wire.Handler.Messages.Select(m => (m.Channel, m.Method, Encoding.UTF8.GetString(m.Bytes))));
        wire.Handler.Messages.Clear();
    }
}
