using System;
using System.Linq;
using GameServer.Core;
using GameServer.Tests.Support;
using GameServer.Transport;
using Xunit;
using Xunit.Abstractions;

namespace GameServer.Tests.Fuzz;

/// <summary>
/// Any bytes at a stranger's, a pending and a connected peer's door of both roles: no exception, no hang, no growth. <c>FUZZ_SECONDS</c> makes each run longer. A failure
/// names the round that repeats it.
/// </summary>
[Collection(MeasuredAlone.Name)]
public sealed class TransportFuzzTests(ITestOutputHelper output)
{
    private const int DatagramsPerRound = 2000;

    private static readonly byte[][] Vectors = WireVectors.Ids.Select(WireVectors.Of).ToArray();

    [Theory]
    [InlineData("server")]
    [InlineData("server with everything on")]
    [InlineData("old client")]
    [InlineData("client")]
    [InlineData("xor layer")]
    public void Mutated_and_random_datagrams_never_throw_hang_or_grow(string kind)
    {
        output.WriteLine($"{kind}: {FuzzBudget.Run(60, (round, costs) => Play(kind, round, costs))}");
    }

    [Fact]
    public void A_captured_connection_with_any_byte_changed_is_refused_or_harmless()
    {
        TransportPair pair = TransportPair.Connected();
        pair.Network.SetAll(new LinkConditions { LossChance = 0.5, DelayMs = 5 });
        for (int i = 0; i < 100; i++)
        {
            pair.Client.Send(pair.ToServer, new byte[20 + i], DeliveryMethod.ReliableOrdered);
            pair.Server.Send(pair.ToClient, new byte[3000], DeliveryMethod.ReliableUnordered);
        }

        pair.Run(60);
        byte[] state = pair.Server.Capture(pair.ToClient, pair.Now);
        int kept = 0;
        output.WriteLine(FuzzBudget.Run(3000, (round, costs) =>
        {
            Prng prng = Prng.For(round, "captured");
            byte[] changed = [.. state];
            changed[prng.NextInt(prng.NextChance(0.5) ? 300 : changed.Length)] = (byte)prng.NextUInt();
            if (prng.NextChance(0.2)) changed = changed[..prng.NextInt(changed.Length)];
            LiteNetTransport other = new(new TransportOptions { PeersMax = 2, PendingMax = 1, AcceptsConnections = false }, new ScriptedSocket(), new Prng(1));
            costs.BeginInput();
            bool taken = other.TryRestore(changed, pair.Now, out PeerId restored);
            if (taken)
            {
                TransportRecorder recorder = new();
                for (int step = 1; step < 5; step++) other.Flush(pair.Now.Plus(step * 300_000_000L), recorder);
                other.Capture(restored, pair.Now);
                kept++;
            }

            costs.EndInput();
        }));
        Assert.True(kept > 100);
    }

    private static void Play(string kind, ulong round, InputCosts costs)
    {
        Prng prng = Prng.For(round, kind);
        BareWire wire = Open(kind);
        for (int i = 0; i < DatagramsPerRound; i++)
        {
            byte[] datagram = Next(ref prng);
            costs.BeginInput();
            try
            {
                wire.Inject(datagram, prng.NextChance(0.8) ? wire.Bare : Endpoint.FromIPv4(prng.NextUInt(), 1));
                wire.Step(prng.NextInt(4));
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{kind}, round {round}, datagram {i}: {Convert.ToHexString(datagram)}: {exception}");
            }

            costs.EndInput();
            wire.Handler.Forget();
        }
    }

    private static BareWire Open(string kind)
    {
        TransportOptions everything = BareWire.Plain with { VerifiesReturnPath = true, AcceptsUnconnected = true, AcceptsBroadcasts = true, DiscoversMtu = true };
        switch (kind)
        {
            case "server with everything on":
                return new BareWire(everything);
            case "xor layer":
                return new BareWire(BareWire.Plain, new XorLayer("k"u8));
            case "old client":
                return OpenClient(Transport.Wire.WireLine.V1, "L1-01", "L1-02");
            case "client":
                return OpenClient(Transport.Wire.WireLine.V2, "L2-01", "L2-02");
            default:
                BareWire wire = new();
                wire.Exchange("L2-01");
                return wire;
        }
    }

    private static BareWire OpenClient(Transport.Wire.WireLine line, string request, string accept)
    {
        Endpoint server = Endpoint.FromIPv4(0x7F00_0001, 58377);
        long connectTime = BitConverter.ToInt64(WireVectors.Of(request), 5);
        BareWire client = new(TransportOptions.ForClient with { ConnectsAs = line }, bare: server, utcTicks: connectTime);
        client.Transport.Connect(server, default, client.Now);
        client.Step(1);
        client.Exchange(accept);
        Assert.Single(client.Handler.Connects);
        return client;
    }

    private static byte[] Next(ref Prng prng)
    {
        if (prng.NextChance(0.15))
        {
            byte[] random = new byte[prng.NextInt(1500) >> prng.NextInt(8)];
            prng.Fill(random);
            return random;
        }

        byte[] datagram = [.. Vectors[prng.NextInt(Vectors.Length)]];
        for (int mutations = prng.NextInt(5); mutations > 0; mutations--)
        {
            int at = prng.NextInt(Math.Min(datagram.Length, 24));
            switch (prng.NextInt(5))
            {
                case 0:
                    datagram[at] ^= (byte)(1 << prng.NextInt(8));
                    break;
                case 1:
                    datagram[at] = (byte)prng.NextUInt();
                    break;
                case 2:
                    datagram[at] = prng.NextChance(0.5) ? (byte)0xff : (byte)0;
                    break;
                case 3:
                    datagram = datagram[..(1 + prng.NextInt(datagram.Length))];
                    break;
                default:
                    byte[] other = Vectors[prng.NextInt(Vectors.Length)];
                    datagram = [0x0d, (byte)datagram.Length, (byte)(datagram.Length >> 8), .. datagram, (byte)other.Length, (byte)(other.Length >> 8), .. other];
                    if (datagram.Length > 1432) datagram = datagram[..1432];
                    break;
            }
        }

        return datagram;
    }
}
