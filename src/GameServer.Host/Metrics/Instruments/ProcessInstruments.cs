using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Reflection;
using static GameServer.Host.Metrics.InstrumentKind;
using static GameServer.Host.Metrics.Series;

namespace GameServer.Host.Metrics.Instruments;

/// <summary>The process: processor, memory, collections, what it was built from.</summary>
internal static class ProcessInstruments
{
    private static readonly string s_version = typeof(ProcessInstruments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static IReadOnlyList<InstrumentSpec> All { get; } =
    [
        OfNode("gameserver.ready", Gauge, "{state}", "1 while players are let in, 0 before and from the moment on in which the server begins to leave.", reading => reading.IsReady ? 1 : 0),
        OfNode("gameserver.process.cpu", Counter, "s", "User and system time of the process.", reading => reading.Node.CpuSeconds),
        OfNode("gameserver.process.memory", Gauge, "By", "Physical memory of the process.", reading => reading.Process.ResidentBytes),
        OfNode("gameserver.process.threads", Gauge, "{thread}", "Threads of the process.", reading => reading.Process.Threads),
        OfNode("gameserver.process.start_time", Gauge, "s", "When it started, since 1970.", reading => new DateTimeOffset(reading.Node.StartedUtc).ToUnixTimeMilliseconds() / 1000.0),
        OfNode("gameserver.pool.threads", Gauge, "{thread}", "Threads of the pool that serves admin pages.", reading => reading.Process.PoolThreads),
        OfNode("gameserver.pool.queue", Gauge, "{work}", "Work that waits for one of them.", reading => reading.Process.PoolQueue),
        Collections(),
        OfNode("gameserver.gc.pauses", Counter, "s", "Time for which garbage collections stopped every thread.", reading => reading.Process.PauseSeconds),
        OfNode("gameserver.gc.heap", Gauge, "By", "Managed heap after the last collection.", reading => reading.Process.HeapBytes),
        OfNode("gameserver.gc.allocated", Counter, "By", "Managed memory allocated; shards' threads allocate none once warm.", reading => reading.Node.Gc.AllocatedBytes),
        Build(),
    ];

    private static InstrumentSpec Collections()
    {
        string[] generations = ["0", "1", "2"];
        KeyValuePair<string, object?>[] tags = [Tag("generation", "0"), Tag("generation", "1"), Tag("generation", "2")];
        return new("gameserver.gc.collections", Counter, "{collection}", "Garbage collections, by the oldest generation they took in.", [LabelSpec.Of("generation", generations)], reading =>
        [
            // The runtime counts a collection in every generation it takes in.
            new Measurement<double>(reading.Node.Gc.Gen0 - reading.Node.Gc.Gen1, tags[0]),
            new Measurement<double>(reading.Node.Gc.Gen1 - reading.Node.Gc.Gen2, tags[1]),
            new Measurement<double>(reading.Node.Gc.Gen2, tags[2]),
        ]);
    }

    private static InstrumentSpec Build() => new(
        "gameserver.build_info",
        Gauge,
        "{build}",
        "1; its labels say what was built, what runs it, and the game.",
        [new LabelSpec("version", "the build's", 1), new LabelSpec("runtime", ".NET's version", 1), new LabelSpec("game", "as `--game` says", 1)],
        reading => [new Measurement<double>(1, Tag("version", s_version), Tag("runtime", Environment.Version.ToString()), Tag("game", reading.Node.Game))]);
}
