using System.Collections.Generic;
using System.Linq;
using GameServer.Host.Metrics.Instruments;

namespace GameServer.Host.Metrics;

/// <summary>Every instrument of the server. Meter, scraped text and documentation follow from it, so that none of them can know something that another does not.</summary>
internal static class InstrumentTable
{
    /// <summary>In the order in which they are scraped and documented.</summary>
    public static IReadOnlyList<InstrumentGroup> Groups { get; } =
    [
        new("Ticks", TickInstruments.All),
        new("Rooms and players", SessionInstruments.All),
        new("Errors", ErrorInstruments.All),
        new("Network", NetworkInstruments.All),
        new("Snapshots", SnapshotInstruments.All),
        new("Queues", QueueInstruments.All),
        new("Journal", JournalInstruments.All),
        new("Players' records", RecordInstruments.All),
        new("Process", ProcessInstruments.All),
    ];

    public static IEnumerable<InstrumentSpec> All => Groups.SelectMany(group => group.Instruments);
}
