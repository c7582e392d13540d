using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using GameServer.Core;
using GameServer.Tests.Support;
using GameServer.Transport;
using Xunit;
using Xunit.Abstractions;

namespace GameServer.Tests.Fuzz;

/// <summary>
/// Any bytes at a stranger's, a pending and a connected peer's door of both roles: no exception, no hang, no growth. TRANSPORT_FUZZ_SECONDS makes each run longer. A failure
/// names the seed and the round that repeat it.
/// </summary>
[Collection(MeasuredAlone.Name)]
public sealed class TransportFuzzTests(ITestOutputHelper output)
{
    private static readonly double Seconds =
        double.TryParse(Environment.GetEnvironmentVariable("TRANSPORT_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out double value) ? value : 2;

    private static readonly byte[][] Vectors = WireVectors.Ids.Select(WireVectors.Of).ToArray();

    [Theory]
    [InlineData("server", 1)]
    [InlineData("server with everything on", 2)]
    [InlineData("old client", 3)]
    [InlineData("xor layer", 4)]
    public void Mutated_and_random_datagrams_never_throw_hang_or_grow(string kind, ulong seed)
    {
        Prng prng = new(seed);
        Stopwatch total = Stopwatch.StartNew();
        double slowestMs = 0;
        int rounds = 0;
        long settledBytes = 0;
        while (total.Elapsed.TotalSeconds < Seconds)
        {
            BareWire wire = Open(kind);
            for (int i = 0; i < 2000; i++)
            {
                byte[] datagram = Next(ref prng);
                double startMs = ThreadClock.Milliseconds();
                try
                {
                    wire.Inject(datagram, prng.NextChance(0.8) ? wire.Bare : Endpoint.FromIPv4(prng.NextUInt(), 1));
                    wire.Step(prng.NextInt(4));
                }
                catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
                {
                    Assert.Fail($"{kind}, seed {seed}, round {rounds}, datagram {i}: {Convert.ToHexString(datagram)}: {exception}");
                }

                // The first round also compiles the code.
                if (rounds > 0) slowestMs = Math.Max(slowestMs, ThreadClock.Milliseconds() - startMs);
                wire.Handler.Forget();
            }

            rounds++;
            if (rounds == 3) settledBytes = GC.GetTotalMemory(forceFullCollection: true);
        }

        if (rounds > 3) Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - settledBytes, long.MinValue, 16 * 1024 * 1024);

        // A collection may take its share; a hang would be seconds.
        output.WriteLine($"{kind}: {rounds * 2000L} datagrams, the slowest took {slowestMs:F2} ms of CPU");
        Assert.InRange(slowestMs, 0, 50);
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
                Endpoint server = Endpoint.FromIPv4(0x7F00_0001, 58377);
                BareWire client = new(TransportOptions.ForClient with { ConnectsAs = Transport.Wire.WireLine.V1 }, bare: server, utcTicks: BitConverter.ToInt64(WireVectors.Of("L1-01"), 5));
                client.Transport.Connect(server, default, client.Now);
                client.Step(1);
                client.Exchange("L1-02");
                return client;
            default:
                BareWire wire = new();
                wire.Exchange("L2-01");
                return wire;
        }
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
