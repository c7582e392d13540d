using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GameServer.Client;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.LoadTest.Bots;

/// <summary>
/// What one player commanded, tick by tick, as a script that <see cref="ScriptedPilot"/> repeats. Written down by one thread, read by another once the first is done.
/// </summary>
/// <param name="input">The game's input.</param>
public sealed class InputRecording(ComponentSchema input) : IBotWitness
{
    /// <summary>Two hours at the highest tick rate; what is played beyond is not written down.</summary>
    public const int RowsMax = 128 * 7200;

    private readonly List<int[]> _rows = [];

    /// <summary>Ticks written down.</summary>
    public int Count => _rows.Count;

    /// <summary>Takes down the command for one tick.</summary>
    public void InputSampled(Tick tick, ReadOnlySpan<int> fields)
    {
        if (_rows.Count < RowsMax) _rows.Add(fields.ToArray());
    }

    void IBotWitness.SnapshotApplied(GameClient client, in SnapshotArrival arrival)
    {
        // What was seen is not repeated; only what was done.
    }

    /// <summary>Writes the script: the fields' names, then a line per tick.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path)
    {
        using StreamWriter file = new(path) { NewLine = "\n" };
        file.WriteLine(string.Join(',', ScriptedPilot.Names(input)));
        foreach (int[] row in _rows) file.WriteLine(string.Join(',', row.Select(value => value.ToString(CultureInfo.InvariantCulture))));
    }
}
