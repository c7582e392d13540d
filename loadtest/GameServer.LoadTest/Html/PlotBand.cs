namespace GameServer.LoadTest.Html;

/// <summary>A named stretch of a plot over time, from and to as shares of its width.</summary>
/// <param name="Name">Above the plot.</param>
/// <param name="From">0 to 1.</param>
/// <param name="To">0 to 1.</param>
/// <param name="IsMeasured">Stretches that count for nothing are shaded.</param>
internal sealed record PlotBand(string Name, double From, double To, bool IsMeasured);
