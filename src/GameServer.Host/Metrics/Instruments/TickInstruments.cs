using System.Collections.Generic;
using static GameServer.Host.Metrics.InstrumentKind;
using static GameServer.Host.Metrics.Series;

namespace GameServer.Host.Metrics.Instruments;

/// <summary>Ticks: how many, how long, how late, and where their time goes.</summary>
internal static class TickInstruments
{
    public static IReadOnlyList<InstrumentSpec> All { get; } =
    [
        OfShards("gameserver.ticks", Counter, "{tick}", "Ticks run, of all rooms.", (in status) => status.TickCount),
        OfShards("gameserver.ticks.late", Counter, "{tick}", "Ticks that started over 1 ms after their time, or ended after the next one's.", (in status) => status.LateTickCount),
        OfShards("gameserver.ticks.forgiven", Counter, "{tick}", "Ticks never run, because a room was so far behind that its timetable moved instead.", (in status) => status.ForgivenTickCount),
        OfNode("gameserver.tick.period", Gauge, "s", "Time from one tick of a room to its next.", reading => 1.0 / reading.Node.TickRateHz),
        Durations("gameserver.tick.duration", "Time a tick took, with its publishing.", (in status) => status.TickCosts),
        Durations("gameserver.tick.lateness", "Time after which ticks started that were due.", (in status) => status.Lateness),
        OfShardsBy(
            "gameserver.stage.time",
            Counter,
            "s",
            "Time spent in each line of a shard's step.",
            "stage",
            ("receive", (in status) => Seconds(status.Stages.ReceiveNs)),
            ("simulate", (in status) => Seconds(status.Stages.SimulateNs)),
            ("grid", (in status) => Seconds(status.Stages.GridNs)),
            ("interest", (in status) => Seconds(status.Stages.InterestNs)),
            ("write", (in status) => Seconds(status.Stages.WriteNs)),
            ("flush", (in status) => Seconds(status.Stages.FlushNs)),
            ("journal", (in status) => Seconds(status.Stages.JournalNs))),
        OfShards("gameserver.client_ticks", Counter, "{tick}", "Players served, counted each tick: what costs are divided by.", (in status) => status.ClientTickCount),
    ];
}
