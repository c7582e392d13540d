using GameServer.Transport.Wire;

namespace GameServer.Transport.Handshake;

/// <summary>An address that was accepted but has not proved yet that it receives: the whole state it may cost.</summary>
internal struct PendingPeer
{
    public Endpoint Endpoint;
    public WireLine Line;
    public byte Number;
    public long ConnectTime;
    public int WireId;
    public int RemoteId;

    /// <summary>The connected peer that wants to move to this address; none for a new connection.</summary>
    public PeerId Moves;

    /// <summary>A pong carrying anything from the first to the last ping of this round is the proof.</summary>
    public ushort PingFirst;
    public ushort PingLast;
    public long PingSentNs;
    public long PingDueNs;
    public long ExpiresNs;
    public int RoundsLeft;
    public int WrongProofs;

    /// <summary>What the address sent and what it was sent, in UDP payload bytes; the second never exceeds the first.</summary>
    public int BytesIn;
    public int BytesOut;
}
