using System.Collections.Generic;

namespace GameServer.Host.Metrics;

/// <summary>Instruments that belong together, under a heading of the documentation.</summary>
internal sealed record InstrumentGroup(string Title, IReadOnlyList<InstrumentSpec> Instruments);
