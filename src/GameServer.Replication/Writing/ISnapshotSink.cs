using System;

namespace GameServer.Replication;

/// <summary>Where finished snapshot packets go: the transport, or a counter in a benchmark.</summary>
public interface ISnapshotSink
{
    /// <summary>Sends one packet of at most <see cref="Core.Limits.SnapshotBytes"/> to the viewer's client, unreliably.</summary>
    void Send(Viewer viewer, ReadOnlySpan<byte> packet);

    /// <summary>Sends a codebook, a control message of a few kilobytes, reliably. A client that is never sent any is served with the built-in one.</summary>
    void SendCodebook(Viewer viewer, ReadOnlySpan<byte> message)
    {
    }
}
