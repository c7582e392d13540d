using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Server;

namespace GameServer.LoadTest.Scenes;

/// <summary>What a <see cref="LagDuel"/> showed.</summary>
/// <param name="Shots">Shots fired.</param>
/// <param name="Over">Of those, fired by a picture older than the cap.</param>
/// <param name="SeenHits">Hits on the shooter's screen.</param>
/// <param name="JudgedHits">Hits on the server.</param>
/// <param name="AgreedWithScreen">Shots that server and screen both call a miss, or both a hit within one tick.</param>
/// <param name="Agreed">The same with the oracle: the screen as it is at most the cap before the shot.</param>
/// <param name="LargestDifferenceTicks">Between the two moments of a hit that both of those saw.</param>
/// <param name="ClaimedMs">How old the picture was on the screen, on average.</param>
/// <param name="GrantedMs">How far back the server went, in the median.</param>
/// <param name="GrantedMaxMs">At most.</param>
public sealed record LagDuelResult(
    int Shots, int Over, int SeenHits, int JudgedHits, int AgreedWithScreen, int Agreed, int LargestDifferenceTicks, double ClaimedMs, double GrantedMs, double GrantedMaxMs)
{
    internal static LagDuelResult Of(Scene scene, List<LagShot> shots, double capTicks)
    {
        double tickMs = 1000.0 / scene.Options.TickRateHz;
        ShardStatus status = scene.Shard.Status.Read();
        LatencyHistogram granted = scene.Room.Rewinds;
        return new LagDuelResult(
            shots.Count,
            shots.Count(shot => shot.AgeTicks > capTicks),
            shots.Count(shot => !shot.Seen.IsNone),
            shots.Count(shot => !shot.Judged.IsNone),
            shots.Count(shot => shot.AgreesWithScreen),
            shots.Count(shot => shot.AgreesWithOracle),
            shots.Select(shot => shot.DifferenceTicks).DefaultIfEmpty().Max(),
            shots.Select(shot => shot.AgeTicks).DefaultIfEmpty().Average() * tickMs,
            status.RewindTicksP50 * tickMs,
            granted.Max / 16.0 * tickMs);
    }
}
