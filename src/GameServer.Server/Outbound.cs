using System;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.Server;

/// <summary>Snapshot packets on their way to the transport, which merges them with acknowledgements into one datagram per client and flush.</summary>
internal sealed class Outbound(LiteNetTransport transport, SessionTable sessions) : ISnapshotSink
{
    /// <summary>Fetches what sending to a peer needs; see <see cref="CacheLine"/>.</summary>
    public void Expect(PeerId peer) => transport.Expect(peer);

    public void Send(Viewer viewer, ReadOnlySpan<byte> packet) => transport.Send(sessions.PeerAt(viewer.Tag), packet, DeliveryMethod.Unreliable);

    public void SendCodebook(Viewer viewer, ReadOnlySpan<byte> message) => transport.Send(sessions.PeerAt(viewer.Tag), message, DeliveryMethod.ReliableOrdered);

    public void Flush(Timestamp now) => transport.Flush(now, sessions);
}
