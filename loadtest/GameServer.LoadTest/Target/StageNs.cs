namespace GameServer.LoadTest.Target;

/// <summary>What each line of the server's step has cost since the start, in nanoseconds.</summary>
internal sealed record StageNs(long ReceiveNs, long SimulateNs, long GridNs, long InterestNs, long WriteNs, long FlushNs);
