namespace GameServer.Replication;

/// <summary>Nanoseconds spent since the start, by stage of publishing.</summary>
public readonly record struct ReplicationCosts(long GridNs, long InterestNs, long WriteNs);
