using GameServer.Transport;

namespace GameServer.Server;

/// <summary>One connection as it was between two ticks: what <see cref="ReadPeersRequest"/> fills in.</summary>
public struct PeerRow
{
    /// <summary>The transport's dense index.</summary>
    public int Index;
    public ConnectionState State;
    public PeerReport Peer;

    /// <summary>Nanoseconds since it began, and since something was received.</summary>
    public long AgeNs;
    public long SilentNs;

    /// <summary>Whose it is; empty before it carries a session.</summary>
    public string PlayerId;
}
