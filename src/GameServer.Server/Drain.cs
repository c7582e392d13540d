using GameServer.Replication;

namespace GameServer.Server;

/// <summary>What a shard tells players while the server is about to leave.</summary>
/// <param name="GoTo">Where to go instead.</param>
/// <param name="Text">For players to read.</param>
/// <param name="EndsNs">When the server ends at the latest, on the monotonic clock.</param>
public sealed record Drain(Redirect GoTo, string Text, long EndsNs);
