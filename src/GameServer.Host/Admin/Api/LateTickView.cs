using System;
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
/// <param name="IsMachines">Whether that lies outside the server: its thread was ready and got no processor, or not in time.</param>
/// <param name="SpanMs">From when the shard was last done in time to the end of this tick: the time that the rest tells of.</param>
/// <param name="Stages">What took how long, in nanoseconds.</param>
/// <param name="Thread">What befell the shard's thread: nanoseconds on a processor, waiting for one, compiling and stopped by collections of garbage; preemptions, waits and page faults.</param>
internal sealed record LateTickView(
    DateTimeOffset At, int Room, uint Tick, int Players, double LatenessMs, double BusyMs, double CostMs, string Cause, bool IsMachines, double SpanMs, StageCosts Stages, ThreadUse Thread)
{
    public static LateTickView Of(LateTick late) => new(
        new DateTimeOffset(late.When.UtcTicks, TimeSpan.Zero), late.Room.Value, late.Tick.Value, late.Players, Ms(late.LatenessNs), Ms(late.OverranNs), Ms(late.CostNs), LateTickText.CauseOf(late), LateTickText.MachinesCauseOf(late) is not null,
        Ms(late.SpanNs), late.Stages, late.Thread);

    private static double Ms(long ns) => ns / 1e6;
}
