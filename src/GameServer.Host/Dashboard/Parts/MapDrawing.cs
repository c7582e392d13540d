using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GameServer.Host.Operating;
using GameServer.Simulation;

namespace GameServer.Host.Dashboard.Parts;

/// <summary>Where everything on a room's map stands. The drawing is in the game's units; its frame is round numbers around whatever is there, so that it stands still while things move.</summary>
internal sealed class MapDrawing
{
    /// <summary>Players who are named; with more, names would hide the map.</summary>
    public const int NamesMax = 40;

    private const int NameLength = 16;

    /// <param name="map">At least one entity.</param>
    /// <param name="players">Players of the room; nobody is named when there are more than <see cref="NamesMax"/>.</param>
    public MapDrawing(RoomMap map, IReadOnlyList<PlayerView> players)
    {
        double[] xs = [.. map.Entities.Select(entity => entity.X), .. map.Lines.SelectMany(line => new double[] { line.FromX, line.ToX })];
        double[] ys = [.. map.Entities.Select(entity => entity.Y), .. map.Lines.SelectMany(line => new double[] { line.FromY, line.ToY })];
        (double lowX, double highX) = (xs.Min(), xs.Max());
        (double lowY, double highY) = (ys.Min(), ys.Max());
        GridStep = ChartAxis.For(Math.Max(Math.Max(highX - lowX, highY - lowY), 1)).Step;
        Left = Math.Floor(lowX / GridStep) * GridStep;
        Top = Math.Floor(lowY / GridStep) * GridStep;
        Width = Math.Max(1, Math.Ceiling((highX - Left) / GridStep)) * GridStep;
        Height = Math.Max(1, Math.Ceiling((highY - Top) / GridStep)) * GridStep;
        Unit = Math.Max(Width, Height) / 100;
        Walls = WallsOf(map);
        Layers = [.. map.Entities
            .GroupBy(entity => (entity.Kind, entity.Team))
            .OrderBy(group => group.Key.Kind).ThenBy(group => group.Key.Team ?? -1)
            .Select(group => LayerOf(group.Key.Kind, group.Key.Team, [.. group]))];
        Layers = [.. Layers.OrderByDescending(layer => layer.Kind)];   // the first kinds, which players mostly are, on top
        if (players.Count <= NamesMax) Names = [.. NamesOf(map, players)];
    }

    public double GridStep { get; }

    public double Left { get; }

    public double Top { get; }

    public double Width { get; }

    public double Height { get; }

    /// <summary>A hundredth of the larger side.</summary>
    public double Unit { get; }

    public IReadOnlyList<MapLayer> Layers { get; }

    /// <summary>What stands there, as data of an SVG path; empty for nothing.</summary>
    public string Walls { get; }

    public IReadOnlyList<(double X, double Y, string Name)> Names { get; } = [];

    public string ViewBox => $"{Figure.Place(Left - Unit)} {Figure.Place(Top - Unit)} {Figure.Place(Width + (2 * Unit))} {Figure.Place(Height + (2 * Unit))}";

    public IEnumerable<double> GridX => Enumerable.Range(1, (int)Math.Round(Width / GridStep) - 1).Select(i => Left + (i * GridStep));

    public IEnumerable<double> GridY => Enumerable.Range(1, (int)Math.Round(Height / GridStep) - 1).Select(i => Top + (i * GridStep));

    private static string WallsOf(RoomMap map)
    {
        StringBuilder path = new(map.Lines.Count * 24);
        foreach (OutlineLine line in map.Lines)
        {
            path.Append('M').Append(Figure.Place(line.FromX)).Append(' ').Append(Figure.Place(line.FromY)).Append('L').Append(Figure.Place(line.ToX)).Append(' ').Append(Figure.Place(line.ToY));
        }

        return path.ToString();
    }

    private MapLayer LayerOf(int kind, int? team, MapEntity[] entities)
    {
        StringBuilder path = new(entities.Length * 16);
        foreach (MapEntity entity in entities) path.Append('M').Append(Figure.Place(entity.X)).Append(' ').Append(Figure.Place(entity.Y)).Append("h0");
        double size = kind == 0 ? 1.9 : 1.1;   // of a hundredth of the map
        return new MapLayer(kind, team, entities.Length, path.ToString(), size * Unit);
    }

    // Above the first entity that a player owns: its kind comes first in the schema, so it is what the game thinks of first.
    private IEnumerable<(double X, double Y, string Name)> NamesOf(RoomMap map, IReadOnlyList<PlayerView> players)
    {
        Dictionary<int, MapEntity> bySeat = [];
        foreach (MapEntity entity in map.Entities)
        {
            if (entity.Seat is { } seat) bySeat.TryAdd(seat, entity);
        }

        foreach (PlayerView player in players)
        {
            if (bySeat.TryGetValue(player.Seat, out MapEntity entity)) yield return (entity.X, entity.Y - (1.6 * Unit), Shorten(player.Name.Length > 0 ? player.Name : player.Id));
        }
    }

    private static string Shorten(string name) => name.Length <= NameLength ? name : name[..(NameLength - 1)] + "…";
}
