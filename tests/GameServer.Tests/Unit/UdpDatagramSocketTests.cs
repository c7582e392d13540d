using System;
using System.Net;
using System.Net.Sockets;
using GameServer.Core;
using GameServer.Tests.Support;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class UdpDatagramSocketTests
{
    // Address to bind, address to reach it at, portable path, small client.
    public static TheoryData<string, string, bool, bool> Ways()
    {
        TheoryData<string, string, bool, bool> ways = [];
        foreach (bool portable in new[] { false, true })
        {
            foreach (bool small in new[] { false, true })
            {
                ways.Add("127.0.0.1", "127.0.0.1", portable, small);
                ways.Add("0.0.0.0", "127.0.0.1", portable, small);
                ways.Add("::", "127.0.0.1", portable, small);
                if (!Socket.OSSupportsIPv6) continue;
                ways.Add("::", "::1", portable, small);
                ways.Add("::1", "::1", portable, small);
            }
        }

        return ways;
    }

    [Theory, MemberData(nameof(Ways))]
    public void A_client_and_a_server_talk_over_real_sockets(string bind, string reach, bool portable, bool small)
    {
        using UdpDatagramSocket serverSocket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Parse(bind), 0), new UdpSocketOptions { ForcePortable = portable });
        Endpoint target = Endpoint.From(new IPEndPoint(IPAddress.Parse(reach), serverSocket.LocalEndpoint.Port));
        IPAddress any = target.IsIPv4 ? IPAddress.Any : IPAddress.IPv6Any;
        UdpSocketOptions clientOptions = (small ? UdpSocketOptions.Small : new UdpSocketOptions()) with { ForcePortable = portable };
        using UdpDatagramSocket clientSocket = UdpDatagramSocket.Bind(new IPEndPoint(any, 0), clientOptions);
        Assert.Equal(!portable && OperatingSystem.IsLinux(), serverSocket.IsBatched);
        Assert.True(serverSocket.ReceiveBufferBytes > 0);

        RealClock clock = new();
        LiteNetTransport server = new(new TransportOptions { PeersMax = 4 }, serverSocket, new Prng(1));
        LiteNetTransport client = new(TransportOptions.ForClient, clientSocket, new Prng(2));
        TransportRecorder atServer = new();
        TransportRecorder atClient = new();
        PeerId toServer = client.Connect(target, "key"u8, clock.Now);
        clock.Until(() => atServer.Connects.Count > 0 && atClient.Connects.Count > 0, Step);

        byte[] large = new byte[50_000];
        new Prng(3).Fill(large);
        Assert.True(client.Send(toServer, "hello"u8, DeliveryMethod.Unreliable));
        Assert.True(client.Send(toServer, large, DeliveryMethod.ReliableOrdered));
        Assert.True(server.Send(atServer.Connects[0], large, DeliveryMethod.ReliableOrdered));
        clock.Until(() => atServer.Messages.Count == 2 && atClient.Messages.Count == 1, Step);
        Assert.Equal(large, atClient.Messages[0].Bytes);
        Assert.Equal(0, serverSocket.SendFailures);

        client.Disconnect(toServer);
        clock.Until(() => atServer.Disconnects.Count == 1, Step);
        Assert.Equal(DisconnectReason.RemoteConnectionClose, atServer.Disconnects[0].Reason);

        void Step()
        {
            client.Receive(clock.Now, atClient);
            client.Flush(clock.Now, atClient);
            server.Receive(clock.Now, atServer);
            server.Flush(clock.Now, atServer);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void An_unreachable_port_neither_throws_nor_stops_other_traffic(bool portable, bool small)
    {
        UdpSocketOptions options = (small ? UdpSocketOptions.Small : new UdpSocketOptions()) with { ForcePortable = portable };
        using UdpDatagramSocket one = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0), options);
        using UdpDatagramSocket two = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0), options);
        Endpoint nobody;
        using (UdpDatagramSocket gone = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0), options)) nobody = gone.LocalEndpoint;

        RealClock clock = new();
        int received = 0;
        clock.Until(() => received >= 50, () =>
        {
            one.Send("nobody"u8, nobody);
            one.Send("you"u8, two.LocalEndpoint);
            one.Send("nobody"u8, nobody);
            one.Flush();
            Assert.False(one.TryReceive(out _, out _));
            while (two.TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint from))
            {
                Assert.True(datagram.SequenceEqual("you"u8));
                Assert.Equal(one.LocalEndpoint, from);
                received++;
            }
        });
    }

    [Fact]
    public void A_taken_port_is_reported_when_binding()
    {
        using UdpDatagramSocket first = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        IPEndPoint taken = new(IPAddress.Loopback, first.LocalEndpoint.Port);
        Assert.Throws<SocketException>(() => UdpDatagramSocket.Bind(taken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Datagrams_in_a_row_for_one_address_arrive_apart_and_in_order(bool segments)
    {
        using UdpDatagramSocket one = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0), new UdpSocketOptions { Segments = segments });
        using UdpDatagramSocket two = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using UdpDatagramSocket three = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int[] lengths = [100, 100, 100, 40, 100, 200, 1, 1432, 1432, 1432, 7, 0, 5];
        byte[] bytes = new byte[1432];
        for (int round = 0; round < 20; round++)
        {
            for (int i = 0; i < lengths.Length; i++)
            {
                Array.Fill(bytes, (byte)i);
                one.Send(bytes.AsSpan(0, lengths[i]), two.LocalEndpoint);
                if (i % 4 == 3) one.Send(bytes.AsSpan(0, lengths[i]), three.LocalEndpoint);
            }

            one.Flush();
            ReceiveAll(two, lengths.Length, i => i);
            ReceiveAll(three, lengths.Length / 4, i => (4 * i) + 3);
        }

        Assert.Equal(0, one.SendFailures);

        void ReceiveAll(UdpDatagramSocket socket, int count, Func<int, int> index)
        {
            int received = 0;
            new RealClock().Until(() => received == count, () =>
            {
                while (socket.TryReceive(out ReadOnlySpan<byte> datagram, out _))
                {
                    int i = index(received++);
                    Assert.Equal(lengths[i], datagram.Length);
                    Assert.True(datagram.IndexOfAnyExcept((byte)i) < 0);
                }
            });
        }
    }

    [Fact]
    public void What_the_kernel_had_no_room_for_is_counted()
    {
        if (!OperatingSystem.IsLinux()) return;
        using UdpDatagramSocket receiver = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0), new UdpSocketOptions { ReceiveBufferBytes = 4096 });
        using UdpDatagramSocket sender = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        byte[] datagram = new byte[1000];
        long received = 0;
        RealClock clock = new();
        clock.Until(() => receiver.KernelDrops > 0, () =>
        {
            for (int i = 0; i < 100; i++) sender.Send(datagram, receiver.LocalEndpoint);
            sender.Flush();
            while (receiver.TryReceive(out _, out _)) received++;
        });
        Assert.True(received > 0);
    }

    [Fact]
    public void Buffers_smaller_than_asked_for_are_a_warning_with_both_figures()
    {
        UdpSocketOptions options = new() { ReceiveBufferBytes = 8 << 20, SendBufferBytes = 4 << 20 };
        Assert.Null(Transport.Udp.UdpSocketSetup.WarningOf(options, 16 << 20, 8 << 20));
        string? warning = Transport.Udp.UdpSocketSetup.WarningOf(options, 212_992, 8 << 20);
        Assert.Contains("208 KiB in", warning, StringComparison.Ordinal);
        Assert.Contains("net.core.rmem_max", warning, StringComparison.Ordinal);
        Assert.NotNull(Transport.Udp.UdpSocketSetup.WarningOf(options, 16 << 20, 212_992));
    }
}
