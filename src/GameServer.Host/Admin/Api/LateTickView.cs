using System;
using System.Collections.Generic;
using GameServer.Host.Logging;
using GameServer.Server;

namespace GameServer.Host.Admin;

/// <summary>A tick that was late, and what is known of why.</summary>
/// <param name="At">When it began.</param>
/// <param name="Room">Whose tick.</param>
/// <param name="Tick">Which.</param>
/// <param name="Players">Of the room, connected.</param>
/// <param name="LatenessMs">How long after its time it began.</param>
/// <param name="BusyMs">How much of that the shard was busy with what came before.</param>
/// <param name="CostMs">How long it took.</param>
/// <param name="Cause">The likeliest reason, in words.</param>
/// <param name="IsMachines">Whether that lies outside the server: its thread was ready and got no processor, or not in time. So for ticks that were late, and no later, because such a one came before them.</param>
/// <param name="SpanMs">From when the shard was last done in time to the end of this tick: the time that the rest tells of.</param>
/// <param name="Stages">What took how long, in nanoseconds.</param>
/// <param name="Thread">What befell the shard's thread: nanoseconds on a processor, waiting for one, compiling and stopped by collections of garbage; preemptions, waits and page faults.</param>
internal sealed record LateTickView(
    DateTimeOffset At, int Room, uint Tick, int Players, double LatenessMs, double BusyMs, double CostMs, string Cause, bool IsMachines, double SpanMs, StageCosts Stages, ThreadUse Thread)
{
    /// <summary>A shard's last late ticks, oldest first.</summary>
    public static IReadOnlyList<LateTickView> Of(IReadOnlyList<LateTick> late)
    {
        List<LateTickView> views = new(late.Count);
        foreach (LateTick tick in late)
        {
            bool isAftermath = tick.Follows > 0 && views.Count > 0 && views[^1].IsMachines && views[^1].LatenessMs >= Ms(tick.LatenessNs) && LateTickText.CameFromBefore(tick);
            views.Add(Of(tick, isAftermath || LateTickText.MachinesCauseOf(tick) is not null));
        }

        return views;
    }

    private static LateTickView Of(in LateTick late, bool isMachines) => new(
        new DateTimeOffset(late.When.UtcTicks, TimeSpan.Zero), late.Room.Value, late.Tick.Value, late.Players, Ms(late.LatenessNs), Ms(late.OverranNs), Ms(late.CostNs), LateTickText.CauseOf(late), isMachines,
        Ms(late.SpanNs), late.Stages, late.Thread);

    private static double Ms(long ns) => ns / 1e6;
}
