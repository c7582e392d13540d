using System.Collections.Generic;

namespace GameServer.LoadTest.Html;

/// <summary>One quantity in a plot over time.</summary>
/// <param name="Label">In the legend.</param>
/// <param name="Key">Its name in the data that it is drawn from.</param>
/// <param name="Values">One per column; null where there is none, which leaves a gap.</param>
/// <param name="IsBars">Drawn as bars, as counts are, and not as a line.</param>
internal sealed record PlotLine(string Label, string Key, IReadOnlyList<double?> Values, bool IsBars = false);
