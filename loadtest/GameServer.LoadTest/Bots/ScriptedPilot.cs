using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using GameServer.Client;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.LoadTest.Bots;

/// <summary>
/// Repeats recorded inputs, one line per tick, from a place of its own so that a thousand of them do not move as one. A script is a text file: the names of the input's
/// fields in its first line, then their quantised values, separated by commas.
/// </summary>
public sealed class ScriptedPilot(int[][] rows, int start) : IPilot
{
    private int _next = start % rows.Length;

    /// <summary>Reads a script; null, and what is wrong with it, when it does not fit the game.</summary>
    public static int[][]? Read(string path, ComponentSchema input, out string problem)
    {
        List<int[]> rows = [];
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            string[] cells = line.Split(',', StringSplitOptions.TrimEntries);
            if (++number == 1)
            {
                string expected = string.Join(',', Names(input));
                problem = $"{path}:1: the first line must name the input's fields: {expected}";
                if (string.Join(',', cells) != expected) return null;
                continue;
            }

            if (line.Length == 0) continue;
            int[] row = new int[input.Fields.Length];
            problem = $"{path}:{number}: {input.Fields.Length} whole numbers within the fields' ranges are needed";
            if (cells.Length != row.Length) return null;
            for (int i = 0; i < row.Length; i++)
            {
                if (!int.TryParse(cells[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out row[i]) || row[i] < 0 || row[i] > input.Fields[i].Max) return null;
            }

            rows.Add(row);
        }

        problem = rows.Count > 0 ? "" : $"{path}: no inputs";
        return rows.Count > 0 ? [.. rows] : null;
    }

    /// <summary>The first line of a script for this input.</summary>
    public static IEnumerable<string> Names(ComponentSchema input)
    {
        for (int i = 0; i < input.Fields.Length; i++) yield return input.Fields[i].Name;
    }

    /// <inheritdoc/>
    public void Decide(GameClient client, Tick tick, Span<int> fields)
    {
        rows[_next].CopyTo(fields);
        _next = (_next + 1) % rows.Length;
    }
}
