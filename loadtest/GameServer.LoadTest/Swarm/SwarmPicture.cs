using GameServer.Core;

namespace GameServer.LoadTest.Swarm;

/// <summary>What a thread shows of itself once a second, for the live line; never changed once shown.</summary>
/// <param name="AtNs">When it was taken.</param>
/// <param name="Phase">The phase it was taken in.</param>
/// <param name="Totals">Since the start.</param>
/// <param name="SnapshotAge">Since the phase began.</param>
internal sealed record SwarmPicture(long AtNs, SwarmPhase Phase, SwarmTotals Totals, LatencyHistogram SnapshotAge);
