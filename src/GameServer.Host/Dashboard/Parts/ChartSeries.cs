using System.Collections.Generic;

namespace GameServer.Host.Dashboard.Parts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">Beside its end, short.</param>
/// <param name="Values">One per point, the newest last.</param>
/// <param name="Newest">The newest value with its unit, beside the line's end; empty: none.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double> Values, string Newest);
