using GameServer.Transport.Wire;

namespace GameServer.Transport.Handshake;

/// <summary>What is remembered of a connection that ended, so that its late packets are answered instead of starting a ghost.</summary>
internal struct ClosedPeer
{
    public Endpoint Endpoint;
    public WireLine Line;
    public byte Number;
    public long ConnectTime;
    public long ClosedNs;
}
