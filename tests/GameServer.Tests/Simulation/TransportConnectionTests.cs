using System;
using System.Linq;
using System.Text;
using GameServer.Core;
using GameServer.Tests.Support;
using GameServer.Transport;
using GameServer.Transport.Wire;
using Xunit;

namespace GameServer.Tests.Simulation;

public sealed class TransportConnectionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_client_of_either_line_connects_exchanges_messages_and_leaves(bool oldLine)
    {
        TransportPair pair = TransportPair.Connected(client: TransportOptions.ForClient with { ConnectsAs = oldLine ? WireLine.V1 : WireLine.V2 });
        Assert.Equal(1, pair.Server.PeerCount);
        Assert.Equal(1, pair.Client.PeerCount);
        foreach (DeliveryMethod method in Enum.GetValues<DeliveryMethod>())
        {
            Assert.True(pair.Client.Send(pair.ToServer, Encoding.UTF8.GetBytes("up " + method), method));
            Assert.True(pair.Server.Send(pair.ToClient, Encoding.UTF8.GetBytes("down " + method), method));
        }

        pair.Run(100);
        foreach (DeliveryMethod method in Enum.GetValues<DeliveryMethod>())
        {
            Assert.Single(pair.AtServer.Messages, m => m.Method == method && Encoding.UTF8.GetString(m.Bytes) == "up " + method);
            Assert.Single(pair.AtClient.Messages, m => m.Method == method && Encoding.UTF8.GetString(m.Bytes) == "down " + method);
        }

        pair.Client.Disconnect(pair.ToServer, "bye"u8);
        pair.Run(100);
        Assert.Equal(DisconnectReason.DisconnectCalled, Assert.Single(pair.AtClient.Disconnects).Reason);
        var (_, reason, data) = Assert.Single(pair.AtServer.Disconnects);
        Assert.Equal(DisconnectReason.RemoteConnectionClose, reason);
        Assert.Equal("bye"u8.ToArray(), data);
        Assert.Equal(0, pair.Server.PeerCount);
        Assert.False(pair.Client.Send(pair.ToServer, "late"u8, DeliveryMethod.Unreliable));
    }

    [Fact]
    public void The_connect_data_reaches_the_server_and_a_refusal_reaches_the_client()
    {
        TransportPair pair = new();
        pair.AtServer.Decision = ConnectDecision.Reject("full"u8.ToArray());
        pair.Connect("let me in"u8);
        pair.Run(100);
        Assert.Equal("let me in"u8.ToArray(), pair.AtServer.Requests[0]);
        var (_, reason, data) = Assert.Single(pair.AtClient.Disconnects);
        Assert.Equal(DisconnectReason.ConnectionRejected, reason);
        Assert.Equal("full"u8.ToArray(), data);
    }

    [Fact]
    public void A_silent_refusal_leaves_the_client_asking_until_it_gives_up()
    {
        TransportPair pair = new();
        pair.AtServer.Decision = ConnectDecision.Reject(default);
        pair.Connect();
        pair.Run(7000);
        Assert.Equal(11, pair.AtServer.Requests.Count);
        Assert.Equal(DisconnectReason.ConnectionFailed, Assert.Single(pair.AtClient.Disconnects).Reason);
    }

    [Fact]
    public void Silence_ends_a_connection_on_both_sides_after_the_timeout()
    {
        TransportPair pair = TransportPair.Connected();
        pair.Run(4000);
        Assert.Empty(pair.AtServer.Disconnects);
        pair.Network.SetAll(new LinkConditions { IsPartitioned = true });
        pair.Run(4000);
        Assert.Empty(pair.AtServer.Disconnects);
        pair.Run(2500);
        Assert.Equal(DisconnectReason.Timeout, Assert.Single(pair.AtServer.Disconnects).Reason);
        Assert.Equal(DisconnectReason.Timeout, Assert.Single(pair.AtClient.Disconnects).Reason);
    }

    [Fact]
    public void Pings_measure_the_path_and_the_remote_clock()
    {
        TransportPair pair = new();
        pair.Network.DefaultConditions = new LinkConditions { DelayMs = 40 };
        pair.Connect();
        pair.Run(5000);
        Assert.InRange(pair.Server.RttMsOf(pair.ToClient), 80, 95);
        Assert.InRange(pair.Client.RttMsOf(pair.ToServer), 80, 95);
        Assert.InRange(pair.Server.RemoteUtcOffsetTicks(pair.ToClient) / 10_000, -10, 10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Peers_who_came_at_once_are_not_pinged_at_once(bool verifiesReturnPath)
    {
        const int Clients = 100;
        TransportPair pair = new(server: new TransportOptions { PeersMax = Clients + 1, VerifiesReturnPath = verifiesReturnPath });
        LiteNetTransport[] clients = new LiteNetTransport[Clients];
        for (int i = 0; i < Clients; i++)
        {
            clients[i] = new LiteNetTransport(TransportOptions.ForClient, pair.Network.Bind(Endpoint.FromIPv4(0x0A01_0000 + ((uint)i << 8), 40000)), new Prng((ulong)i + 7));
            Assert.False(clients[i].Connect(TransportPair.ServerAddress, default, pair.Now).IsNone);
        }

        long sentMost = 0;
        for (int step = 0; step < 1000; step++)
        {
            long before = pair.Server.Counters.DatagramsOut;
            pair.Step();
            foreach (LiteNetTransport client in clients)
            {
                client.Receive(pair.Now, pair.AtClient);
                client.Flush(pair.Now, pair.AtClient);
            }

            if (step >= 400) sentMost = Math.Max(sentMost, pair.Server.Counters.DatagramsOut - before);   // they have all come, and been pinged for the first time
        }

        // A ping and a pong a second to each: one in 5 ms on average.
        Assert.Equal(Clients, pair.Server.PeerCount);
        Assert.InRange(sentMost, 1, 12);
    }

    [Fact]
    public void A_goodbye_waits_for_the_reliable_messages_queued_before_it()
    {
        TransportPair pair = TransportPair.Connected();
        pair.Network.SetAll(new LinkConditions { DelayMs = 20, LossChance = 0.3 });
        for (int i = 0; i < 100; i++) Assert.True(pair.Client.Send(pair.ToServer, BitConverter.GetBytes(i), DeliveryMethod.ReliableOrdered));
        pair.Client.Disconnect(pair.ToServer);
        pair.StepUntil(() => pair.AtServer.Disconnects.Count > 0);
        Assert.Equal(Enumerable.Range(0, 100), pair.AtServer.Messages.Select(m => BitConverter.ToInt32(m.Bytes)));
    }

    [Fact]
    public void Everything_for_one_peer_leaves_in_one_datagram_when_it_fits()
    {
        TransportPair pair = TransportPair.Connected();
        pair.Run(500);
        pair.Client.Send(pair.ToServer, "ask"u8, DeliveryMethod.ReliableOrdered);
        pair.Step();
        long before = pair.Server.Counters.DatagramsOut;
        pair.Server.Send(pair.ToClient, "one"u8, DeliveryMethod.ReliableOrdered);
        pair.Server.Send(pair.ToClient, "two"u8, DeliveryMethod.ReliableUnordered);
        pair.Server.Send(pair.ToClient, new byte[900], DeliveryMethod.Unreliable);
        pair.Step();
        Assert.Equal(before + 1, pair.Server.Counters.DatagramsOut);
        pair.Step();
        Assert.Equal(3, pair.AtClient.Messages.Count);
    }

    [Fact]
    public void Large_messages_arrive_whole_in_both_reliable_methods_over_a_lossy_link()
    {
        TransportPair pair = TransportPair.Connected();
        pair.Network.SetAll(new LinkConditions { DelayMs = 10, JitterMs = 20, LossChance = 0.1, ReorderChance = 0.5, DuplicateChance = 0.1 });
        Prng prng = new(3);
        byte[] large = new byte[200_000];
        prng.Fill(large);
        Assert.True(pair.Client.Send(pair.ToServer, large, DeliveryMethod.ReliableOrdered));
        Assert.True(pair.Client.Send(pair.ToServer, large, DeliveryMethod.ReliableUnordered));
        pair.StepUntil(() => pair.AtServer.Messages.Count == 2);
        Assert.All(pair.AtServer.Messages, m => Assert.Equal(large, m.Bytes));
    }

    [Fact]
    public void A_client_that_restarts_on_its_port_replaces_its_old_connection()
    {
        TransportPair pair = TransportPair.Connected();
        LiteNetTransport again = new(TransportOptions.ForClient, pair.Client.Socket, new Prng(9));
        TransportRecorder recorder = new();
        Timestamp now = pair.Now.Plus(1_000_000);
        again.Connect(TransportPair.ServerAddress, default, now);
        for (int i = 0; i < 20; i++)
        {
            now = now.Plus(TransportPair.StepNs);
            pair.Network.AdvanceTo(now);
            again.Receive(now, recorder);
            again.Flush(now, recorder);
            pair.Server.Receive(now, pair.AtServer);
            pair.Server.Flush(now, pair.AtServer);
        }

        Assert.Single(recorder.Connects);
        Assert.Equal(DisconnectReason.Reconnect, Assert.Single(pair.AtServer.Disconnects).Reason);
        Assert.Equal(2, pair.AtServer.Connects.Count);
        Assert.Equal(1, pair.Server.PeerCount);
    }

    [Fact]
    public void Half_a_minute_of_silence_is_survived_when_configured()
    {
        TransportOptions patient = new() { PeersMax = 4, DisconnectTimeoutMs = 60_000 };
        TransportPair pair = TransportPair.Connected(server: patient, client: TransportOptions.ForClient with { DisconnectTimeoutMs = 60_000 });
        pair.Network.SetAll(new LinkConditions { IsPartitioned = true });
        pair.Client.Send(pair.ToServer, "from the tunnel"u8, DeliveryMethod.ReliableOrdered);
        pair.Run(30_000);
        pair.Network.SetAll(LinkConditions.Perfect);
        pair.Run(1000);
        Assert.Single(pair.AtServer.Messages);
        Assert.Empty(pair.AtServer.Disconnects);
        Assert.Empty(pair.AtClient.Disconnects);
    }

    [Fact]
    public void Both_ends_find_the_largest_datagram_their_path_carries()
    {
        TransportPair pair = TransportPair.Connected(server: new TransportOptions { PeersMax = 4, DiscoversMtu = true }, client: TransportOptions.ForClient with { DiscoversMtu = true });
        pair.Run(10_000);
        Assert.Equal(1431, pair.Server.UnreliableBytesMaxOf(pair.ToClient));
        Assert.Equal(1431, pair.Client.UnreliableBytesMaxOf(pair.ToServer));

        TransportPair narrow = new(server: new TransportOptions { PeersMax = 4, DiscoversMtu = true });
        narrow.Network.DefaultConditions = new LinkConditions { MtuBytes = 1280 };
        narrow.Connect();
        narrow.Run(10_000);
        Assert.Equal(1163, narrow.Server.UnreliableBytesMaxOf(narrow.ToClient));
        Assert.Equal(1023, narrow.Client.UnreliableBytesMaxOf(narrow.ToServer));
    }

    [Fact]
    public void A_bot_costs_a_few_kilobytes()
    {
        const int count = 200;
        LiteNetTransport[] bots = new LiteNetTransport[count];
        ScriptedSocket socket = new();
        _ = new LiteNetTransport(TransportOptions.ForClient, socket, new Prng(1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < count; i++) bots[i] = new LiteNetTransport(TransportOptions.ForClient, socket, new Prng(1));
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / count, 1, 8 * 1024);
    }

    /// <summary>With a round trip above the retry interval several requests are on their way at once, and each is answered by a challenge of its own.</summary>
    [Fact]
    public void Further_challenges_are_not_taken_for_refusals()
    {
        TransportPair pair = new(server: new TransportOptions { PeersMax = 16, Challenges = ChallengeMode.Always });
        pair.Network.SetAll(new LinkConditions { DelayMs = 700 });
        pair.Connect();
        pair.StepUntil(() => pair.AtServer.Connects.Count > 0 && pair.AtClient.Connects.Count > 0);
        Assert.Empty(pair.AtClient.Disconnects);
    }
}
