using System;
using System.Globalization;
using GameServer.Core;
using GameServer.Server;

namespace GameServer.Host.Logging;

/// <summary>A late tick in words.</summary>
internal static class LateTickText
{
    private const int ManyFaults = 100;   // of a quarter of a microsecond and more each

    public static string Of(int shard, in LateTick late) => string.Create(
        CultureInfo.InvariantCulture,
        $"shard {shard}, room {late.Room.Value}, tick {late.Tick.Value} began {Ms(late.LatenessNs):0.0} ms late and took {Ms(late.CostNs):0.0} ms with {late.Players} players: {CauseOf(late)}");

    /// <summary>The likeliest reason: what took most of the time that was too much.</summary>
    public static string CauseOf(in LateTick late) => MachinesCauseOf(late) ?? OwnCauseOf(late);

    /// <summary>The reason if it lies outside the server: the thread was ready and got no processor, or not in time. Null otherwise.</summary>
    public static string? MachinesCauseOf(in LateTick late)
    {
        ThreadUse thread = late.Thread;
        long half = Half(late);
        if (thread.PauseNs >= half || thread.JitNs >= half) return null;
        if (thread.QueuedNs >= half) return Text($"the thread waited {Ms(thread.QueuedNs):0.0} ms for a processor, preempted {thread.Preemptions} times");
        long takenNs = BusyNs(late.Stages) - thread.CpuNs - thread.QueuedNs - thread.PauseNs;
        if (thread.CpuNs > 0 && takenNs >= half) return Text($"the processor did something else for {Ms(takenNs):0.0} ms: interrupts, or a hypervisor that took it away");
        if (thread.MajorFaults > 0 || WasBusy(late) || late.LatenessNs <= TickSchedule.LateNs) return null;
        return Text($"the system woke the thread {Ms(late.LatenessNs - late.OverranNs):0.0} ms late");
    }

    /// <summary>Whether it is late for nothing but what came before it: no collection and no compiling of its own.</summary>
    public static bool CameFromBefore(in LateTick late) => WasBusy(late) && late.Thread.PauseNs < Half(late) && late.Thread.JitNs < Half(late);

    private static string OwnCauseOf(in LateTick late)
    {
        ThreadUse thread = late.Thread;
        long half = Half(late);
        if (thread.PauseNs >= half) return Text($"garbage was collected {thread.Collections} times, for {Ms(thread.PauseNs):0.0} ms");
        if (thread.JitNs >= half) return Text($"code was compiled for {Ms(thread.JitNs):0.0} ms");
        if (thread.MajorFaults > 0) return Text($"{thread.MajorFaults} pages of memory came from a disk");
        if (WasBusy(late)) return Text($"the shard was busy for {Ms(late.OverranNs):0.0} ms with what came before{Busiest(late)}");
        if (thread.MinorFaults >= ManyFaults) return Text($"{thread.MinorFaults} pages of memory were touched for the first time");
        return Text($"the tick itself took long{Busiest(late)}");
    }

    private static long Half(in LateTick late) => Math.Max(late.LatenessNs, late.CostNs) / 2;

    private static bool WasBusy(in LateTick late) => late.OverranNs >= late.LatenessNs / 2 && late.LatenessNs > TickSchedule.LateNs;

    private static string Busiest(in LateTick late)
    {
        (string Name, long Ns)[] stages =
        [
            ("receiving", late.Stages.ReceiveNs), ("the game", late.Stages.SimulateNs), ("the grid", late.Stages.GridNs), ("interest", late.Stages.InterestNs), ("writing snapshots", late.Stages.WriteNs),
            ("sending", late.Stages.FlushNs), ("the journal", late.Stages.JournalNs),
        ];
        (string name, long ns) = stages[0];
        foreach ((string Name, long Ns) stage in stages)
        {
            if (stage.Ns > ns) (name, ns) = stage;
        }

        return Text($", most of it {name} ({Ms(ns):0.0} ms)");
    }

    private static long BusyNs(in StageCosts stages) =>
        stages.ReceiveNs + stages.SimulateNs + stages.GridNs + stages.InterestNs + stages.WriteNs + stages.FlushNs + stages.JournalNs;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Ms(long ns) => ns / (double)Timestamp.NanosecondsPerMillisecond;
}
