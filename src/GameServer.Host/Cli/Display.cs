using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace GameServer.Host.Cli;

/// <summary>
/// Shows what a command found: tables for a person at a terminal, the same in plain columns when somebody else reads, JSON for machines. Names come from players, so nothing is
/// written that a terminal would obey.
/// </summary>
internal sealed class Display(TextWriter output, bool isJson, bool isTerminal)
{
    /// <summary>How commands write JSON of their own; what a server sent is passed on as it is.</summary>
    public static readonly JsonSerializerOptions JsonOptions = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Whether a machine reads.</summary>
    public bool IsJson { get; } = isJson;

    public static Option<bool> JsonOption() => new("--json") { Description = "Print JSON instead of tables." };

    public static Display Of(ParseResult result, Option<bool> json)
    {
        TextWriter output = result.InvocationConfiguration.Output;
        return new Display(output, result.GetValue(json), ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected);
    }

    /// <summary>Writes text that is meant for machines, as it is.</summary>
    public void WriteJson(string json) => output.WriteLine(json);

    public void Line(string text) => output.WriteLine(Clean(text));

    public void Table(IReadOnlyList<string> headers, IEnumerable<Cell[]> rows)
    {
        Cell[][] all = [.. rows.Select(row => row.Select(cell => cell with { Text = Clean(cell.Text) }).ToArray())];
        if (isTerminal) Draw(headers, all);
        else Align(headers, all);
    }

    public void Table(IReadOnlyList<string> headers, IEnumerable<string[]> rows) => Table(headers, rows.Select(row => row.Select(text => new Cell(text)).ToArray()));

    /// <summary>The text with everything replaced that moves a cursor, changes a colour, begins a line or turns the direction of writing.</summary>
    internal static string Clean(string text)
    {
        if (!text.Any(IsUnruly)) return text;
        StringBuilder clean = new(text);
        for (int i = 0; i < clean.Length; i++)
        {
            if (IsUnruly(clean[i])) clean[i] = '\uFFFD';
        }

        return clean.ToString();
    }

    private static bool IsUnruly(char letter) => char.IsControl(letter) || letter is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static void Draw(IReadOnlyList<string> headers, Cell[][] rows)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (string header in headers) table.AddColumn(new TableColumn(new Text(header, new Style(decoration: Decoration.Bold))));
        foreach (Cell[] row in rows) table.AddRow(row.Select(cell => new Text(cell.Text, StyleOf(cell.Tone))));
        AnsiConsole.Write(table);
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Good => new Style(Color.Green),
        Tone.Warning => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        _ => Style.Plain,
    };

    private void Align(IReadOnlyList<string> headers, Cell[][] rows)
    {
        int[] widths = [.. headers.Select((header, column) => rows.Select(row => row[column].Text.Length).Append(header.Length).Max())];
        Write(headers);
        foreach (Cell[] row in rows) Write([.. row.Select(cell => cell.Text)]);

        void Write(IReadOnlyList<string> texts) => output.WriteLine(string.Join("  ", texts.Select((text, column) => text.PadRight(widths[column]))).TrimEnd());
    }
}
