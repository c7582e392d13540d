using System;
using GameServer.Core;
using GameServer.Transport;

namespace GameServer.Tests.Support;

/// <summary>A server and a client on a simulated network under virtual time.</summary>
internal sealed class TransportPair
{
    public const long StepNs = 5 * Timestamp.NanosecondsPerMillisecond;

    public static readonly Endpoint ServerAddress = Endpoint.FromIPv4(0x0A00_0001, 7777);
    public static readonly Endpoint ClientAddress = Endpoint.FromIPv4(0x0A00_0002, 40000);

    public TransportPair(ulong seed = 1, TransportOptions? server = null, TransportOptions? client = null, IPacketLayer? serverLayer = null, IPacketLayer? clientLayer = null)
    {
        Network = new SimulatedNetwork(seed);
        Now = new Timestamp(1_000_000_000, 639_308_172_529_602_383);
        Network.AdvanceTo(Now);
        Server = new LiteNetTransport(server ?? new TransportOptions { PeersMax = 16 }, Network.Bind(ServerAddress), new Prng(seed), serverLayer);
        Client = new LiteNetTransport(client ?? TransportOptions.ForClient, Network.Bind(ClientAddress), new Prng(seed + 1), clientLayer);
    }

    public SimulatedNetwork Network { get; }

    public LiteNetTransport Server { get; }

    public LiteNetTransport Client { get; }

    public TransportRecorder AtServer { get; } = new();

    public TransportRecorder AtClient { get; } = new();

    public Timestamp Now { get; private set; }

    public PeerId ToServer { get; private set; }

    public PeerId ToClient => AtServer.Connects[^1];

    public static TransportPair Connected(ulong seed = 1, TransportOptions? server = null, TransportOptions? client = null)
    {
        TransportPair pair = new(seed, server, client);
        pair.Connect();
        pair.StepUntil(() => pair.AtServer.Connects.Count > 0 && pair.AtClient.Connects.Count > 0);
        return pair;
    }

    public void Connect(ReadOnlySpan<byte> data = default) => ToServer = Client.Connect(ServerAddress, data, Now);

    public void Step()
    {
        Now = Now.Plus(StepNs);
        Network.AdvanceTo(Now);
        Server.Receive(Now, AtServer);
        Server.Flush(Now, AtServer);
        Client.Receive(Now, AtClient);
        Client.Flush(Now, AtClient);
    }

    public void Run(int milliseconds)
    {
        for (long elapsed = 0; elapsed < milliseconds * Timestamp.NanosecondsPerMillisecond; elapsed += StepNs) Step();
    }

    public void StepUntil(Func<bool> holds, int milliseconds = 20_000)
    {
        for (long elapsed = 0; elapsed < milliseconds * Timestamp.NanosecondsPerMillisecond; elapsed += StepNs)
        {
            if (holds()) return;
            Step();
        }

        if (!holds()) throw new Xunit.Sdk.XunitException($"Still not after {milliseconds} ms of virtual time.");
    }
}
