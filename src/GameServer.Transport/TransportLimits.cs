namespace GameServer.Transport;

/// <summary>Sizes the LiteNetLib wire fixes for every implementation. What a server may choose is in <c>TransportOptions</c>.</summary>
public static class TransportLimits
{
    /// <summary>Largest datagram a stock receiver has room for: its receive buffer is 1432 bytes (1500 − 20 IP − 8 UDP − 40 spare).</summary>
    public const int DatagramBytes = 1432;

    /// <summary>First entry of the MTU table since 1.3; every path is assumed to carry it.</summary>
    public const int MtuStartBytes = 1024;

    /// <summary>Largest unreliable payload that leaves in one datagram on any path: the start MTU less the one header byte.</summary>
    public const int UnreliableBytesMax = MtuStartBytes - 1;

    /// <summary>Connect data that survives any path: a request cannot be fragmented, and its own fields take up to 46 of the start MTU's bytes.</summary>
    public const int ConnectDataBytesMax = 900;

    /// <summary>Data a goodbye or a refusal can carry to a stock peer.</summary>
    public const int DisconnectDataBytesMax = 900;
}
