using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Watch;

/// <summary>What a server did between two looks at its status.</summary>
/// <param name="CpuUsPerClientTick">CPU time of the whole process, divided by the players it served, counted each tick.</param>
/// <param name="BesideUsPerClientTick">The same of the threads that do not tick, which is where looking is paid.</param>
/// <param name="LateTicks">Ticks that were late.</param>
/// <param name="Ticks">Ticks in all.</param>
/// <param name="Collections">Garbage collections.</param>
internal sealed record WatchWindow(double CpuUsPerClientTick, double BesideUsPerClientTick, long LateTicks, long Ticks, long Collections)
{
    public static WatchWindow Between(ServerPicture first, ServerPicture last, double besideSeconds)
    {
        long clientTicks = last.Sum(shard => shard.ClientTickCount) - first.Sum(shard => shard.ClientTickCount);
        return new WatchWindow(
            clientTicks == 0 ? 0 : (last.CpuSeconds - first.CpuSeconds) * 1e6 / clientTicks,
            clientTicks == 0 ? 0 : besideSeconds * 1e6 / clientTicks,
            last.Sum(shard => shard.LateTickCount) - first.Sum(shard => shard.LateTickCount),
            last.Sum(shard => shard.TickCount) - first.Sum(shard => shard.TickCount),
            (last.Gc?.Gen0 ?? 0) - (first.Gc?.Gen0 ?? 0));
    }
}
