namespace GameServer.Transport.Peers;

internal enum PeerState : byte
{
    Free,

    /// <summary>Client role: asking, not yet accepted.</summary>
    Outgoing,

    Connected,

    /// <summary>We said goodbye; reliable messages queued before it are still being delivered.</summary>
    Draining,

    /// <summary>Goodbyes are repeated until one is answered.</summary>
    Closing,
}
