namespace GameServer.Bench.Floor;

/// <summary>What one of the two processes counted in the measured window. <paramref name="Skipped"/> are sends it was too late for.</summary>
internal sealed record FloorSide(long Sent, long Received, long Skipped, CpuTime Cpu);
