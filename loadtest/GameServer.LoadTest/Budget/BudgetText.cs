using System.Globalization;
using System.IO;

namespace GameServer.LoadTest.Budget;

/// <summary>A sweep as tables for a terminal, which are tables in Markdown too.</summary>
internal static class BudgetText
{
    public static void Write(TextWriter output, BudgetReport report)
    {
        output.WriteLine(Heading(report));
        foreach (Measure measure in Measure.All) WriteTable(output, report, measure);
        output.WriteLine();
        foreach (LimitLine line in report.Limits) output.WriteLine(line.Sentence(report.RttsMs[0]));
    }

    /// <summary>What was played, in a sentence.</summary>
    public static string Heading(BudgetReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Game}: {report.Players} pilots, {report.Seconds:0.##} s per cell at {report.RateHz} Hz, jitter {report.JitterMs:0.##} ms, seed {report.Seed}.");

    private static void WriteTable(TextWriter output, BudgetReport report, Measure measure)
    {
        double? limit = measure.LimitIn(report.Budget);
        output.WriteLine();
        string limited = limit is { } most ? string.Create(CultureInfo.InvariantCulture, $"; limit {most:0.##}, ! is over") : "";
        output.WriteLine($"{measure.Name}, {measure.Unit}{limited}");
        output.Write("| RTT ms |");
        foreach (double loss in report.LossesPercent) output.Write(Pad($"{loss.ToString("0.##", CultureInfo.InvariantCulture)} %"));
        output.WriteLine();
        output.Write("|-------:|");
        foreach (double _ in report.LossesPercent) output.Write("--------:|");
        output.WriteLine();
        for (int row = 0; row < report.RttsMs.Length; row++)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"| {report.RttsMs[row],6:0.##} |"));
            for (int column = 0; column < report.LossesPercent.Length; column++)
            {
                double value = measure.Of(report.Cell(row, column));
                output.Write(Pad(measure.Show(value) + (value > limit ? " !" : "")));
            }

            output.WriteLine();
        }
    }

    private static string Pad(string cell) => $" {cell,7} |";
}
