using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Transport;
using Xunit;

namespace GameServer.Tests.Allocation;

public sealed class TransportAllocationTests
{
    private sealed class Silent : ITransportHandler
    {
        public List<PeerId> Peers { get; } = [];

        public long Messages { get; private set; }

        public ConnectDecision ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Accept;

        public void Connected(PeerId peer) => Peers.Add(peer);

        public void Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data) => Peers.Remove(peer);

        public void Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message) => Messages++;
    }

    [Fact]
    public void A_steady_exchange_in_every_method_over_a_lossy_link_allocates_nothing()
    {
        const int clientCount = 50;
        const long stepNs = 10 * Timestamp.NanosecondsPerMillisecond;
        SimulatedNetwork network = new(1) { DefaultConditions = new LinkConditions { DelayMs = 20, JitterMs = 10, LossChance = 0.02, DuplicateChance = 0.02, ReorderChance = 0.1 } };
        Timestamp now = new(1_000_000_000, 639_308_172_529_602_383);
        network.AdvanceTo(now);
        Endpoint address = Endpoint.FromIPv4(0x0A00_0001, 7777);
        LiteNetTransport server = new(new TransportOptions { PeersMax = clientCount, PendingMax = 64 }, network.Bind(address), new Prng(1));
        Silent atServer = new();
        Silent atClients = new();
        List<LiteNetTransport> clients = [];
        for (int i = 0; i < clientCount; i++)
        {
            clients.Add(new LiteNetTransport(TransportOptions.ForClient, network.Bind(Endpoint.FromIPv4(0x0A00_0100, (ushort)(1000 + i))), new Prng((ulong)i)));
            clients[i].Connect(address, default, now);
        }

        byte[] snapshot = new byte[400];
        byte[] input = new byte[30];
        byte[] large = new byte[3000];

        // Worse than what follows, so that every pool has seen its peak.
        network.DefaultConditions = network.DefaultConditions with { DelayMs = 60, JitterMs = 40, LossChance = 0.1, DuplicateChance = 0.1 };
        for (int i = 0; i < 300; i++) Step(i);
        network.DefaultConditions = network.DefaultConditions with { DelayMs = 20, JitterMs = 10, LossChance = 0.02, DuplicateChance = 0.02 };
        for (int i = 0; i < 100; i++) Step(i);
        Assert.Equal(clientCount, atServer.Peers.Count);
        long messages = atServer.Messages + atClients.Messages;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 600; i++) Step(i);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(atServer.Messages + atClients.Messages > messages + 100_000);
        Assert.Equal(0, allocated);

        void Step(int tick)
        {
            now = now.Plus(stepNs);
            network.AdvanceTo(now);
            server.Receive(now, atServer);
            foreach (PeerId peer in atServer.Peers)
            {
                server.Send(peer, snapshot, DeliveryMethod.Unreliable);
                if (tick % 3 == 0) server.Send(peer, input, DeliveryMethod.ReliableOrdered);
                if (tick % 50 == 0) server.Send(peer, large, DeliveryMethod.ReliableUnordered);
            }

            server.Flush(now, atServer);
            foreach (LiteNetTransport client in clients)
            {
                client.Receive(now, atClients);
                client.Send(new PeerId(0, 1), input, DeliveryMethod.Unreliable);
                client.Send(new PeerId(0, 1), input, DeliveryMethod.Sequenced);
                if (tick % 4 == 0) client.Send(new PeerId(0, 1), input, DeliveryMethod.ReliableSequenced);
                if (tick % 5 == 0) client.Send(new PeerId(0, 1), input, DeliveryMethod.ReliableOrdered);
                client.Flush(now, atClients);
            }
        }
    }
}
