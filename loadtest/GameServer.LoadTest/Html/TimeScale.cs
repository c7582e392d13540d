using System.Collections.Generic;

namespace GameServer.LoadTest.Html;

/// <summary>The time axis that all plots of a page share.</summary>
/// <param name="Seconds">How much it spans.</param>
/// <param name="Columns">Values per line.</param>
/// <param name="Bands">Behind the lines, in order.</param>
internal sealed record TimeScale(double Seconds, int Columns, IReadOnlyList<PlotBand> Bands)
{
    /// <summary>Place of a column's middle, in the drawing.</summary>
    public double X(int column) => (column + 0.5) / Columns * PlotFrame.Width;

    /// <summary>When a column begins.</summary>
    public double SecondsAt(int column) => column * Seconds / Columns;

    public IEnumerable<(string Text, double At)> Labels()
    {
        double step = Axis.SecondsStep(Seconds);
        for (double at = 0; at <= Seconds; at += step) yield return (Figure.Clock(at), at / Seconds);
    }
}
