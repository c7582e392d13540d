namespace GameServer.Transport.Peers;

/// <summary>Which end of the handshake this side was.</summary>
internal enum PeerRole : byte
{
    Server,
    Client,
}
