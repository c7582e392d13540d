namespace GameServer.Transport;

/// <summary>How one connection is doing.</summary>
/// <param name="Endpoint">The other side's address.</param>
/// <param name="RttMs">Smoothed round-trip time; 0 before the first sample.</param>
/// <param name="BytesIn">Bytes of datagrams received since it began.</param>
/// <param name="BytesOut">Bytes of datagrams sent since it began, but for probes of the path.</param>
/// <param name="QueuedPackets">Reliable packets that are not acknowledged or wait to be sent.</param>
/// <param name="QueuedBytes">Their bytes.</param>
/// <param name="MtuBytes">Largest datagram the path is known to carry.</param>
/// <param name="LastReceivedNs">When something was last received, on the monotonic clock.</param>
public readonly record struct PeerReport(Endpoint Endpoint, int RttMs, long BytesIn, long BytesOut, int QueuedPackets, int QueuedBytes, int MtuBytes, long LastReceivedNs);
