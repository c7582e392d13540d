using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Linq;
using GameServer.Core;
using GameServer.Tests.Support;
using GameServer.Transport;
using GameServer.Transport.Wire;
using Xunit;

namespace GameServer.Tests.Simulation;

/// <summary>
/// Each method's exact guarantee over a link that loses, doubles, reorders and delays, with the connection captured and restored in another instance at random
/// moments. <c>TRANSPORT_MESSAGES</c> and <c>TRANSPORT_SEEDS</c> make it long: 10000 and 100 are a million messages in each method.
/// </summary>
public sealed class TransportDeliveryTests
{
    private const int MessageBytesMax = 3000;

    private static readonly int MessageCount = FromEnvironment("TRANSPORT_MESSAGES", 2000);
    private static readonly int SeedCount = FromEnvironment("TRANSPORT_SEEDS", 2);

    public static TheoryData<ulong, DeliveryMethod, bool> Runs()
    {
        TheoryData<ulong, DeliveryMethod, bool> runs = [];
        for (int seed = 1; seed <= SeedCount; seed++)
        {
            foreach (DeliveryMethod method in Enum.GetValues<DeliveryMethod>()) runs.Add((ulong)seed, method, seed % 2 == 0);
        }

        return runs;
    }

    [Theory, MemberData(nameof(Runs))]
    public void Every_method_keeps_its_promise_over_a_terrible_link(ulong seed, DeliveryMethod method, bool oldLine)
    {
        Prng prng = Prng.For(seed, nameof(TransportDeliveryTests));

        // At 30 % loss each way, a few pings and pongs in a row vanish every few minutes; a timeout of 5 s would see that as silence.
        TransportOptions server = new() { PeersMax = 1, PendingMax = 1, DisconnectTimeoutMs = 60_000 };
        TransportOptions client = TransportOptions.ForClient with { ConnectsAs = oldLine ? WireLine.V1 : WireLine.V2, DisconnectTimeoutMs = 60_000 };
        TransportPair pair = TransportPair.Connected(seed, server, client);
        pair.Network.SetAll(new LinkConditions { DelayMs = 20, JitterMs = 200, LossChance = 0.3, DuplicateChance = 0.3, ReorderChance = 0.5 });
        byte channel = (byte)prng.NextInt(4);
        Guarantee guarantee = new(method, MessageCount);
        int sent = 0;
        byte[] message = new byte[MessageBytesMax];
        pair.AtServer.OnReceived = (_, receivedMethod, receivedChannel, bytes) =>
        {
            Assert.Equal(method, receivedMethod);
            Assert.Equal(method == DeliveryMethod.Unreliable ? 0 : channel, receivedChannel);
            guarantee.Take(bytes.Span);
            pair.AtServer.Messages.Clear();
        };

        // Reliable ones must all arrive; of the others, what is on its way after the last send has a few seconds.
        int quietSteps = 0;
        while (!guarantee.IsComplete(sent == MessageCount) && quietSteps < 4000)
        {
            for (int burst = prng.NextInt(20); burst > 0 && sent < MessageCount; burst--)
            {
                int length = LengthOf(ref prng, method);
                FillMessage(message.AsSpan(0, length), sent);
                if (!pair.Client.Send(pair.ToServer, message.AsSpan(0, length), method, channel)) break;
                sent++;
            }

            if (sent == MessageCount) quietSteps++;
            else quietSteps = 0;
            if (guarantee.TakeProgress()) quietSteps = 0;
            pair.Step();
            if (prng.NextChance(0.01)) pair.HandOver(seed + (ulong)sent);
        }

        guarantee.Verify();
        Assert.Empty(pair.AtServer.Disconnects);
        Assert.Empty(pair.AtClient.Disconnects);
    }

    private static int LengthOf(ref Prng prng, DeliveryMethod method)
    {
        if (method is DeliveryMethod.ReliableOrdered or DeliveryMethod.ReliableUnordered && prng.NextChance(0.02)) return prng.NextInt(1000, MessageBytesMax);
        return prng.NextInt(4, 60);
    }

    private static void FillMessage(Span<byte> message, int index)
    {
        for (int i = 4; i < message.Length; i++) message[i] = (byte)(index + i);
        BinaryPrimitives.WriteInt32LittleEndian(message, index);
    }

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private sealed class Guarantee(DeliveryMethod method, int count)
    {
        private readonly byte[] _copies = new byte[count];
        private readonly byte[] _expected = new byte[MessageBytesMax];
        private int _last = -1;
        private int _received;
        private int _progress;

        public void Take(ReadOnlySpan<byte> message)
        {
            int index = BinaryPrimitives.ReadInt32LittleEndian(message);
            FillMessage(_expected.AsSpan(0, message.Length), index);
            Assert.True(message.SequenceEqual(_expected.AsSpan(0, message.Length)));
            _received++;
            _copies[index]++;
            if (method is DeliveryMethod.Sequenced or DeliveryMethod.ReliableSequenced) Assert.True(index > _last);
            if (method == DeliveryMethod.ReliableOrdered) Assert.Equal(_last + 1, index);
            _last = Math.Max(index, _last);
        }

        public bool TakeProgress()
        {
            bool moved = _received != _progress;
            _progress = _received;
            return moved;
        }

        public bool IsComplete(bool allSent) => allSent && method switch
        {
            DeliveryMethod.ReliableOrdered or DeliveryMethod.ReliableUnordered => _received == count,
            DeliveryMethod.ReliableSequenced => _last == count - 1,
            _ => false,
        };

        public void Verify()
        {
            if (method is DeliveryMethod.ReliableOrdered or DeliveryMethod.ReliableUnordered) Assert.Equal(1, _copies.Min());
            if (method == DeliveryMethod.ReliableSequenced) Assert.Equal(count - 1, _last);

            // The link doubles datagrams, so an unreliable message may come twice, but not more often.
            Assert.InRange(_copies.Max(), 0, method == DeliveryMethod.Unreliable ? 2 : 1);
            Assert.True(_received > count / 200);
        }
    }
}
