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

    private readonly TransportOptions _serverOptions;
    private readonly TransportOptions _clientOptions;
    private PeerId? _toClient;

    public TransportPair(ulong seed = 1, TransportOptions? server = null, TransportOptions? client = null, IPacketLayer? serverLayer = null, IPacketLayer? clientLayer = null)
    {
        Network = new SimulatedNetwork(seed);
        Now = new Timestamp(1_000_000_000, 639_308_172_529_602_383);
        Network.AdvanceTo(Now);
        _serverOptions = server ?? new TransportOptions { PeersMax = 16 };
        _clientOptions = client ?? TransportOptions.ForClient;
        Server = new LiteNetTransport(_serverOptions, Network.Bind(ServerAddress), new Prng(seed), serverLayer);
        Client = new LiteNetTransport(_clientOptions, Network.Bind(ClientAddress), new Prng(seed + 1), clientLayer);
    }

    public SimulatedNetwork Network { get; }

    public LiteNetTransport Server { get; private set; }

    public LiteNetTransport Client { get; private set; }

    public TransportRecorder AtServer { get; } = new();

    public TransportRecorder AtClient { get; } = new();

    public Timestamp Now { get; private set; }

    public PeerId ToServer { get; private set; }

    public PeerId ToClient => _toClient ?? AtServer.Connects[^1];

    /// <summary>Both ends' connections move, as bytes, into fresh instances on the same sockets.</summary>
    public void HandOver(ulong seed)
    {
        (Server, _toClient) = MoveOn(Server, ToClient, _serverOptions, seed);
        (Client, ToServer) = MoveOn(Client, ToServer, _clientOptions, seed + 1);
    }

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

    private (LiteNetTransport, PeerId) MoveOn(LiteNetTransport old, PeerId peer, TransportOptions options, ulong seed)
    {
        byte[] state = old.Capture(peer, Now);
        old.Release(peer);
        LiteNetTransport next = new(options, old.Socket, new Prng(seed));

        // Another process has another origin of time: nothing monotonic may survive in the bytes, so the copy of the copy is the same.
        if (!next.TryRestore(state, Now, out PeerId restored)) throw new Xunit.Sdk.XunitException("The captured connection was not taken back.");
        Xunit.Assert.True(state.AsSpan().SequenceEqual(next.Capture(restored, Now)));
        return (next, restored);
    }
}
