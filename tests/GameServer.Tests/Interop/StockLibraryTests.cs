using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GameServer.Core;
using GameServer.Tests.Support;
using GameServer.Transport;
using GameServer.Transport.Wire;
using Xunit;

namespace GameServer.Tests.Interop;

/// <summary>An unmodified LiteNetLib on the other end, over real sockets, in both roles and every delivery method.</summary>
public sealed class StockLibraryTests
{
    private const int MessageCount = 2000;

    public static TheoryData<DeliveryMethod> Methods => [.. Enum.GetValues<DeliveryMethod>()];

    [Theory, MemberData(nameof(Methods))]
    public void A_stock_client_gets_back_what_it_sends_to_our_server(DeliveryMethod method)
    {
        using UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        LiteNetTransport server = new(new TransportOptions { PeersMax = 4, QueuedPacketsPerPeerMax = 100_000, QueuedBytesPerPeerMax = 64 << 20 }, socket, new Prng(1));
        TransportRecorder atServer = new();
        atServer.OnReceived = (peer, received, channel, bytes) => server.Send(peer, bytes.Span, received, channel);
        using StockEnd client = new(server: false);
        client.Manager.Connect("127.0.0.1", socket.LocalEndpoint.Port, "key");
        RealClock clock = new();
        clock.Until(() => client.Peer is not null && atServer.Connects.Count == 1, Step);
        Assert.True(LibraryString.Matches(atServer.Requests[0], "key"u8));

        // Twenty a millisecond: all at once would test what each side drops, not what it delivers.
        int sent = 0;
        long startNs = clock.Now.Nanoseconds;
        clock.Until(() => sent == MessageCount, () =>
        {
            while (sent < MessageCount && sent < DueAt(clock, startNs)) client.Peer!.Send(MessageOf(sent++, method), 1, (LiteNetLib.DeliveryMethod)(byte)method);
            Step();
        });
        clock.Until(() => HasArrived(method, client.Messages.Select(m => m.Bytes)), Step, 60);
        VerifyGuarantee(method, client.Messages.Select(m => m.Bytes).ToList());
        client.Peer!.Disconnect();
        clock.Until(() => atServer.Disconnects.Count == 1, Step, 60);
        Assert.Equal(DisconnectReason.RemoteConnectionClose, atServer.Disconnects[0].Reason);

        void Step()
        {
            client.Manager.PollEvents();
            server.Receive(clock.Now, atServer);
            server.Flush(clock.Now, atServer);
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void Our_client_gets_back_what_it_sends_to_a_stock_server(DeliveryMethod method)
    {
        using StockEnd server = new(server: true) { Echoes = true };
        using UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Any, 0), UdpSocketOptions.Small);
        LiteNetTransport client = new(TransportOptions.ForClient, socket, new Prng(2));
        TransportRecorder atClient = new();
        RealClock clock = new();
        Endpoint address = Endpoint.From(new IPEndPoint(IPAddress.Loopback, server.Manager.LocalPort));
        PeerId peer = client.Connect(address, LibraryString.Write("key"), clock.Now);
        clock.Until(() => atClient.Connects.Count == 1 && server.Peer is not null, Step);

        int sent = 0;
        long startNs = clock.Now.Nanoseconds;
        byte channel = method == DeliveryMethod.Unreliable ? (byte)0 : (byte)1;
        clock.Until(() => sent == MessageCount, () =>
        {
            while (sent < MessageCount && sent < DueAt(clock, startNs) && client.Send(peer, MessageOf(sent, method), method, channel)) sent++;
            Step();
        });
        clock.Until(() => HasArrived(method, atClient.Messages.Select(m => m.Bytes)), Step, 60);
        VerifyGuarantee(method, atClient.Messages.Select(m => m.Bytes).ToList());
        client.Disconnect(peer, "bye"u8);
        clock.Until(() => server.Disconnect is not null, Step, 60);
        Assert.Equal("bye"u8.ToArray(), server.Disconnect!.Value.AdditionalData.GetRemainingBytes());

        void Step()
        {
            server.Manager.PollEvents();
            client.Receive(clock.Now, atClient);
            client.Flush(clock.Now, atClient);
        }
    }

    [Fact]
    public void A_stock_server_that_refuses_is_understood()
    {
        using StockEnd server = new(server: true);
        using UdpDatagramSocket socket = UdpDatagramSocket.Bind(new IPEndPoint(IPAddress.Any, 0), UdpSocketOptions.Small);
        LiteNetTransport client = new(TransportOptions.ForClient, socket, new Prng(2));
        TransportRecorder atClient = new();
        RealClock clock = new();
        client.Connect(Endpoint.From(new IPEndPoint(IPAddress.Loopback, server.Manager.LocalPort)), LibraryString.Write("wrong"), clock.Now);
        clock.Until(() => atClient.Disconnects.Count == 1, () =>
        {
            server.Manager.PollEvents();
            client.Receive(clock.Now, atClient);
            client.Flush(clock.Now, atClient);
        });
        Assert.Equal(DisconnectReason.ConnectionRejected, atClient.Disconnects[0].Reason);
    }

    private static long DueAt(RealClock clock, long startNs) => (clock.Now.Nanoseconds - startNs) * 20 / Timestamp.NanosecondsPerMillisecond;

    private static byte[] MessageOf(int index, DeliveryMethod method)
    {
        bool fragments = method is DeliveryMethod.ReliableOrdered or DeliveryMethod.ReliableUnordered;
        byte[] message = new byte[fragments && index % 100 == 0 ? 20_000 : 4 + (index % 300)];
        Array.Fill(message, (byte)index);
        BinaryPrimitives.WriteInt32LittleEndian(message, index);
        return message;
    }

    private static bool HasArrived(DeliveryMethod method, IEnumerable<byte[]> messages) => method switch
    {
        DeliveryMethod.ReliableOrdered or DeliveryMethod.ReliableUnordered => messages.Count() == MessageCount,
        DeliveryMethod.Unreliable => messages.Count() > MessageCount / 2,
        _ => messages.Any() && BinaryPrimitives.ReadInt32LittleEndian(messages.Last()) == MessageCount - 1,
    };

    private static void VerifyGuarantee(DeliveryMethod method, List<byte[]> messages)
    {
        int[] indices = messages.Select(message => BinaryPrimitives.ReadInt32LittleEndian(message)).ToArray();
        Assert.All(messages, message => Assert.True(message.AsSpan(4).IndexOfAnyExcept(message.Length > 4 ? message[4] : (byte)0) < 0));
        Assert.Equal(indices.Length, indices.Distinct().Count());
        if (method == DeliveryMethod.ReliableUnordered) Array.Sort(indices);
        if (method is DeliveryMethod.ReliableOrdered or DeliveryMethod.ReliableUnordered) Assert.Equal(Enumerable.Range(0, MessageCount), indices);
        if (method is DeliveryMethod.Sequenced or DeliveryMethod.ReliableSequenced) Assert.Equal(indices.Order(), indices);
    }
}
