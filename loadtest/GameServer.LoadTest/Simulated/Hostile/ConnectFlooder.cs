using System;
using GameServer.Core;
using GameServer.Transport;
using GameServer.Transport.Wire;

namespace GameServer.LoadTest.Simulated.Hostile;

/// <summary>Sends real connect requests under addresses that are not its own, and never hears an answer.</summary>
internal sealed class ConnectFlooder(HostilePlan plan, SimulatedNetwork network, Endpoint server, string connectKey, ulong seed) : HostileActor(plan, null)
{
    private const uint ForgedNetwork = 0xC633_6400;   // 198.51.100.0/24 and up: nobody's

    private Prng _prng = Prng.For(seed, "flood");

    public override void Step(Timestamp now)
    {
        for (int i = _prng.NextInt(6); i > 0; i--)
        {
            SentCount++;
            Endpoint forged = Endpoint.FromIPv4(ForgedNetwork + (uint)_prng.NextInt(1 << 12), (ushort)(1024 + _prng.NextInt(8)));
            ForgedSocket socket = new(network, forged);
            LiteNetTransport once = new(TransportOptions.ForClient, socket, Prng.For(_prng.NextULong(), "once"));
            once.Connect(server, LibraryString.Write(connectKey), now);
            once.Flush(now, SilentHandler.Instance);
        }
    }

    private sealed class ForgedSocket(SimulatedNetwork network, Endpoint from) : IDatagramSocket
    {
        public Endpoint LocalEndpoint => from;

        public bool TryReceive(out ReadOnlySpan<byte> datagram, out Endpoint sender)
        {
            datagram = default;
            sender = default;
            return false;
        }

        public void Send(ReadOnlySpan<byte> datagram, in Endpoint to) => network.Inject(datagram, from, to);

        public void Flush()
        {
            // Every datagram left when it was sent.
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }

    private sealed class SilentHandler : ITransportHandler
    {
        public static readonly SilentHandler Instance = new();

        public ConnectDecision ConnectRequested(in Endpoint from, ReadOnlySpan<byte> connectData) => ConnectDecision.Reject(default);

        public void Connected(PeerId peer)
        {
            // Never: no answer arrives.
        }

        public void Disconnected(PeerId peer, DisconnectReason reason, ReadOnlySpan<byte> data)
        {
            // Thrown away with its transport.
        }

        public void Received(PeerId peer, DeliveryMethod method, byte channel, ReadOnlySpan<byte> message)
        {
            // Never: no answer arrives.
        }
    }
}
