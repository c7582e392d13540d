using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Server;

namespace GameServer.LoadTest.Scenes;

/// <summary>What a <see cref="LagDuel"/> showed.</summary>
/// <param name="Shots">Shots fired.</param>
/// <param name="SeenHits">Of those, hits on the shooter's screen.</param>
/// <param name="JudgedHits">Hits on the server.</param>
/// <param name="Agreed">Shots that both call a miss, or both a hit within one tick.</param>
/// <param name="LargestDifferenceTicks">Between the two moments of a hit that both saw.</param>
/// <param name="ClaimedMs">How old the picture was on the screen, on average.</param>
/// <param name="GrantedMs">How far back the server went, in the median.</param>
/// <param name="GrantedMaxMs">At most.</param>
public sealed record LagDuelResult(
    int Shots, int SeenHits, int JudgedHits, int Agreed, int LargestDifferenceTicks, double ClaimedMs, double GrantedMs, double GrantedMaxMs)
{
    internal static LagDuelResult Of(Scene scene, int shots, List<Tick> seen, List<Tick> judged, List<double> lags)
    {
        double tickMs = 1000.0 / scene.Options.TickRateHz;
        int agreed = 0;
        int largest = 0;
        for (int i = 0; i < shots; i++)
        {
            bool both = !seen[i].IsNone && !judged[i].IsNone;
            int apart = both ? Math.Abs(seen[i] - judged[i]) : 0;
            largest = Math.Max(largest, apart);
            if (both ? apart <= 1 : seen[i].IsNone == judged[i].IsNone) agreed++;
        }

        ShardStatus status = scene.Shard.Status.Read();
        LatencyHistogram granted = scene.Room.Rewinds;
        return new LagDuelResult(
            shots, seen.Count(tick => !tick.IsNone), judged.Count(tick => !tick.IsNone), agreed, largest, lags.DefaultIfEmpty().Average() * tickMs,
            status.RewindTicksP50 * tickMs, granted.Max / 16.0 * tickMs);
    }
}
