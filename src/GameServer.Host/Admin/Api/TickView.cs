using System.Collections.Generic;
using GameServer.Server;

namespace GameServer.Host.Admin;

/// <summary>How a shard keeps its time.</summary>
/// <param name="Port">UDP port of the shard.</param>
/// <param name="Tick">The last tick of its first room.</param>
/// <param name="Ticks">Ticks run since the start, over all its rooms.</param>
/// <param name="LateTicks">Of these, ticks that began over 1 ms late or ended after the next one's time.</param>
/// <param name="ForgivenTicks">Ticks never run because a room's timetable moved instead.</param>
/// <param name="CostP50Ms">Time of a tick, median.</param>
/// <param name="CostP99Ms">Time of a tick, 99th percentile.</param>
/// <param name="CostMaxMs">Time of the longest tick.</param>
/// <param name="LatenessP99Ms">How late ticks began, 99th percentile.</param>
/// <param name="LatenessMaxMs">How late the latest tick began.</param>
/// <param name="Stages">Processor time of a tick's stages since the start, in nanoseconds.</param>
/// <param name="LastLate">The last late ticks, oldest first, and why they were late.</param>
internal sealed record TickView(
    int Port,
    uint Tick,
    long Ticks,
    long LateTicks,
    long ForgivenTicks,
    double CostP50Ms,
    double CostP99Ms,
    double CostMaxMs,
    double LatenessP99Ms,
    double LatenessMaxMs,
    StageCosts Stages,
    IReadOnlyList<LateTickView> LastLate)
{
    public static TickView Of(ShardReport shard, LateTick[] late) => new(
        shard.Port, shard.Tick, shard.TickCount, shard.LateTickCount, shard.ForgivenTickCount, Ms(shard.TickCostP50Ns), Ms(shard.TickCostP99Ns), Ms(shard.TickCostMaxNs), Ms(shard.LatenessP99Ns), Ms(shard.LatenessMaxNs), shard.Stages, LateTickView.Of(late));

    private static double Ms(long ns) => ns / 1e6;
}
