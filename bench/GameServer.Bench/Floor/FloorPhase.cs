namespace GameServer.Bench.Floor;

/// <summary>What a run is doing. The server says so in every datagram and the clients echo it, so that both count the very same datagrams.</summary>
internal enum FloorPhase : byte
{
    Gather,
    WarmUp,
    Measure,
    Done,
}
