using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using GameServer.Core;
using GameServer.Tests.Support;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>
/// What an address that cannot receive can make the server do: nothing that costs others, and little that costs the server. <c>SPOOF_DATAGRAMS</c> makes it long.
/// </summary>
public sealed class TransportSpoofingTests
{
    private const int PendingMax = 48;

    private static readonly int DatagramCount =
        int.TryParse(Environment.GetEnvironmentVariable("SPOOF_DATAGRAMS"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 1_000_000;

    private static readonly Timestamp Start = new(1_000_000_000, 639_308_172_529_602_383);

    [Fact]
    public void An_unverified_address_is_never_sent_more_bytes_than_it_sent()
    {
        ScriptedSocket socket = new();
        LiteNetTransport server = new(new TransportOptions { PeersMax = 64, PendingMax = PendingMax, ConnectsPerPrefixPerSecond = 0 }, socket, new Prng(1));
        Dictionary<Endpoint, long> balance = [];
        socket.OnSent = (bytes, to) =>
        {
            balance[to] = balance.GetValueOrDefault(to) - bytes.Length;
            Assert.True(balance[to] >= 0, "Amplified towards " + to);
        };
        TransportRecorder handler = new();
        Prng prng = new(2);
        byte[][] vectors = WireVectors.Ids.Select(WireVectors.Of).ToArray();
        Timestamp now = Start;
        for (int i = 0; i < DatagramCount; i++)
        {
            byte[] datagram;
            if (prng.NextChance(0.5))
            {
                datagram = new byte[1 + prng.NextInt(64)];
                prng.Fill(datagram);
            }
            else
            {
                datagram = [.. vectors[prng.NextInt(vectors.Length)]];
                if (prng.NextChance(0.5)) datagram[prng.NextInt(datagram.Length)] = (byte)prng.NextUInt();
            }

            Endpoint from = Endpoint.FromIPv4(0xC000_0200 + prng.NextUInt() % 256, 9);
            balance[from] = balance.GetValueOrDefault(from) + datagram.Length;
            socket.Put(datagram, from);
            if (i % 16 != 0) continue;
            now = now.Plus(Timestamp.NanosecondsPerMillisecond);
            server.Receive(now, handler);
            server.Flush(now, handler);
            handler.Requests.Clear();
            Assert.InRange(server.PendingCount, 0, PendingMax);
        }

        Assert.Empty(handler.Connects);
        Assert.Empty(handler.Messages);
        Assert.True(socket.BytesOut > 0);
        Assert.Equal(0, server.PeerCount);
        Assert.True(server.Counters.DropsTotal > DatagramCount / 4);
    }

    [Fact]
    public void A_million_connect_requests_from_anywhere_cost_no_memory()
    {
        ScriptedSocket socket = new();
        LiteNetTransport server = new(new TransportOptions { PeersMax = 64, ConnectsPerPrefixPerSecond = 0 }, socket, new Prng(1));
        Silent handler = new();
        Prng prng = new(3);
        byte[] request = [.. WireVectors.Of("L2-01")];
        Timestamp now = Start;
        for (int i = 0; i < 20_000; i++) Ask();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000_000; i++) Ask();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
        Assert.InRange(server.PendingCount, 1, 2048);
        Assert.Equal(0, server.PeerCount);
        Assert.True(server.Counters.Challenges > 900_000);

        void Ask()
        {
            socket.Put(request, Endpoint.FromIPv4(prng.NextUInt(), (ushort)prng.NextUInt()));
            now = now.Plus(1000);
            server.Receive(now, handler);
            if ((now.Nanoseconds & 0xFFFF) == 0) server.Flush(now, handler);
        }
    }

    [Fact]
    public void A_prefix_that_asks_too_often_is_not_heard_until_later()
    {
        ScriptedSocket socket = new();
        LiteNetTransport server = new(new TransportOptions { ConnectsPerPrefixPerSecond = 10 }, socket, new Prng(1));
        TransportRecorder handler = new();
        Timestamp now = Start;
        for (int i = 0; i < 100; i++) socket.Put(WireVectors.Of("L2-01"), Endpoint.FromIPv4(0xC000_0200, (ushort)(1000 + i)));
        server.Receive(now, handler);
        Assert.Equal(10, handler.Requests.Count);
        Assert.Equal(90, server.Counters.DropsOf(DropReason.ConnectRate));
        now = now.Plus(Timestamp.NanosecondsPerSecond);
        socket.Put(WireVectors.Of("L2-01"), Endpoint.FromIPv4(0xC000_0200, 3000));
        server.Receive(now, handler);
        Assert.Equal(11, handler.Requests.Count);
    }

    [Fact]
    public void Guessing_the_proof_is_given_up_after_a_few_tries()
    {
        ScriptedSocket socket = new();
        LiteNetTransport server = new(new TransportOptions { ConnectsPerPrefixPerSecond = 0 }, socket, new Prng(1));
        TransportRecorder handler = new();
        Endpoint victim = Endpoint.FromIPv4(0xC000_0201, 9);
        byte number = 0;
        socket.OnSent = (bytes, _) => number = bytes.Length == 15 ? bytes.Span[9] : number;
        socket.Put(WireVectors.Of("L2-01"), victim);
        server.Receive(Start, handler);
        for (int guess = 0; guess < 5; guess++)
        {
            byte[] pong = new byte[11];
            pong[0] = (byte)(5 | (number << 5));
            pong[1] = (byte)guess;
            socket.Put(pong, victim);
        }

        server.Receive(Start, handler);
        Assert.Equal(4, server.Counters.DropsOf(DropReason.WrongProof));
        Assert.Equal(0, server.PendingCount);
        Assert.Empty(handler.Connects);
    }

    [Fact]
    public void Many_connections_of_one_address_are_refused()
    {
        TransportPair pair = TransportPair.Connected(server: new TransportOptions { PeersMax = 8, PeersPerAddressMax = 1 });
        LiteNetTransport second = new(TransportOptions.ForClient, pair.Network.Bind(Endpoint.FromIPv4(0x0A00_0002, 41_000)), new Prng(5));
        TransportRecorder atSecond = new();
        second.Connect(TransportPair.ServerAddress, default, pair.Now);
        for (int i = 0; i < 10; i++)
        {
            second.Receive(pair.Now, atSecond);
            second.Flush(pair.Now, atSecond);
            pair.Step();
        }

        Assert.Equal(DisconnectReason.ConnectionRejected, Assert.Single(atSecond.Disconnects).Reason);
        Assert.Equal(1, pair.Server.PeerCount);
    }

    [Fact]
    public void Our_client_answers_a_challenge_and_the_server_holds_no_state_meanwhile()
    {
        TransportPair pair = new(server: new TransportOptions { PeersMax = 8, Challenges = ChallengeMode.Always });
        pair.Connect("token"u8);
        pair.StepUntil(() => pair.AtClient.Connects.Count == 1);
        Assert.Equal("token"u8.ToArray(), Assert.Single(pair.AtServer.Requests));
        Assert.Equal(0, pair.Server.PendingCount);
        Assert.Single(pair.AtServer.Connects);
        pair.Client.Send(pair.ToServer, "hi"u8, DeliveryMethod.ReliableOrdered);
        pair.Run(50);
        Assert.Single(pair.AtServer.Messages);
    }

    private sealed class Silent : ITransportHandler
    {
        public ConnectDecision ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Accept;

        public void Connected(PeerId peer) => Assert.Fail("A forged address connected.");

        public void Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
        {
        }

        public void Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
        {
        }
    }
}
