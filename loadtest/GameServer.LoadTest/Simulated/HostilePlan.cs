using GameServer.LoadTest.Simulated.Hostile;

namespace GameServer.LoadTest.Simulated;

/// <summary>One attacker of a simulated run, and the seconds between which it is at work.</summary>
public sealed record HostilePlan(HostileKind Kind, int Shard, double FromSeconds, double UntilSeconds);
