namespace GameServer.Replication;

/// <summary>What one player's snapshots cost.</summary>
/// <param name="Player">The seat.</param>
/// <param name="Bits">In all packets of the time.</param>
/// <param name="Ns">Nanoseconds of interest and writing, measured.</param>
public sealed record PlayerAttribution(int Player, long Bits, long Ns);
