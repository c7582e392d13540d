using System;
using System.Globalization;
using System.Text;

namespace GameServer.LoadTest.Budget;

/// <summary>
/// One measure as an inline SVG: a coloured cell per network with its value in it, and a thick line between what is within the limit and what is over. Colours are classes, so
/// that the page's style decides them for light and dark; what they say is in the text as well.
/// </summary>
internal static class BudgetMap
{
    private const int Width = 360;      // of the drawing; the page scales it
    private const int Left = 40;
    private const int Top = 30;
    private const int CellHeight = 27;
    private const int Shades = 5;       // w0..w4 within the limit, o0..o4 over it, n0..n4 without one

    public static void Write(StringBuilder page, BudgetReport report, Measure measure)
    {
        double? limit = measure.LimitIn(report.Budget);
        int columns = report.LossesPercent.Length;
        int rows = report.RttsMs.Length;
        double cellWidth = (double)(Width - Left - 4) / columns;
        double most = 0;
        foreach (CellFigures cell in report.Cells) most = Math.Max(most, measure.Of(cell));
        page.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Top + (rows * CellHeight) + 4}\" role=\"img\" aria-label=\"{measure.Name} by round trip and loss\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{Left - 6}\" y=\"{Top - 8}\" text-anchor=\"end\">RTT</text>\n");
        for (int column = 0; column < columns; column++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{Left + ((column + 0.5) * cellWidth):0.#}\" y=\"{Top - 8}\" text-anchor=\"middle\">{report.LossesPercent[column]:0.##} %</text>\n");
        }

        for (int row = 0; row < rows; row++)
        {
            double y = Top + (row * CellHeight);
            page.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{Left - 6}\" y=\"{y + 18:0.#}\" text-anchor=\"end\">{report.RttsMs[row]:0.##}</text>\n");
            for (int column = 0; column < columns; column++) WriteCell(page, measure, report.Cell(row, column), (Left + (column * cellWidth), y, cellWidth), (limit, most));
        }

        if (limit is { } line) page.Append(CultureInfo.InvariantCulture, $"<path class=\"limit\" d=\"{Contour(report, measure, line, cellWidth)}\"/>\n");
        page.Append("</svg>\n");
    }

    /// <summary>Class of a value's colour.</summary>
    /// <param name="value">The cell's.</param>
    /// <param name="limit">Shades within it are fifths of it; over it a quarter each.</param>
    /// <param name="most">Largest in the map: what shades without a limit are fifths of.</param>
    public static string Shade(double value, double? limit, double most)
    {
        if (limit is not { } allowed) return $"n{Step(value / Math.Max(most, double.Epsilon) * Shades)}";
        return value <= allowed ? $"w{Step(value / Math.Max(allowed, double.Epsilon) * Shades)}" : $"o{Step(((value / Math.Max(allowed, double.Epsilon)) - 1) * 4)}";
    }

    private static int Step(double shade) => (int)Math.Clamp(shade, 0, Shades - 1);

    private static void WriteCell(StringBuilder page, Measure measure, CellFigures cell, (double X, double Y, double Width) box, (double? Limit, double Most) scale)
    {
        double value = measure.Of(cell);
        bool over = value > scale.Limit;
        string shade = Shade(value, scale.Limit, scale.Most);
        page.Append(CultureInfo.InvariantCulture, $"<g class=\"{shade}\"><title>{cell.RttMs:0.##} ms, {cell.LossPercent:0.##} % loss: {measure.Show(value)} {measure.Unit}{(over ? ", over the limit" : "")}</title>");
        page.Append(CultureInfo.InvariantCulture, $"<rect x=\"{box.X + 0.75:0.##}\" y=\"{box.Y + 0.75:0.##}\" width=\"{box.Width - 1.5:0.##}\" height=\"{CellHeight - 1.5}\" rx=\"3\"/>");
        page.Append(CultureInfo.InvariantCulture, $"<text class=\"{(over ? "value over" : "value")}\" x=\"{box.X + (box.Width / 2):0.##}\" y=\"{box.Y + 18:0.##}\" text-anchor=\"middle\">{measure.Show(value)}</text></g>\n");
    }

    // Along the edges between a cell within the limit and a neighbour over it.
    private static string Contour(BudgetReport report, Measure measure, double limit, double cellWidth)
    {
        StringBuilder path = new();
        for (int row = 0; row < report.RttsMs.Length; row++)
        {
            for (int column = 0; column < report.LossesPercent.Length; column++)
            {
                bool over = IsOver(row, column);
                double x = Left + (column * cellWidth);
                double y = Top + (row * CellHeight);
                if (column > 0 && IsOver(row, column - 1) != over) path.Append(CultureInfo.InvariantCulture, $"M{x:0.##} {y:0.##}v{CellHeight}");
                if (row > 0 && IsOver(row - 1, column) != over) path.Append(CultureInfo.InvariantCulture, $"M{x:0.##} {y:0.##}h{cellWidth:0.##}");
            }
        }

        return path.ToString();

        bool IsOver(int row, int column) => measure.Of(report.Cell(row, column)) > limit;
    }
}
