namespace GameServer.Transport.Wire;

/// <summary>
/// What byte 0 of a packet says, numbered as the 2.x line does. The 1.x line lacks <see cref="ReliableMerged"/> and counts everything after it one lower.
/// </summary>
internal enum PacketKind : byte
{
    Unreliable = 0,
    Channeled = 1,
    ReliableMerged = 2,
    Ack = 3,
    Ping = 4,
    Pong = 5,
    ConnectRequest = 6,
    ConnectAccept = 7,
    Disconnect = 8,
    UnconnectedMessage = 9,
    MtuCheck = 10,
    MtuOk = 11,
    Broadcast = 12,
    Merged = 13,
    ShutdownOk = 14,
    PeerNotFound = 15,
    InvalidProtocol = 16,
    NatMessage = 17,
    Empty = 18,
}
