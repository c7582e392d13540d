using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Who stands near whom. Clients whose centres share a cell share a list: all that could be in sight from anywhere in the cell, made once per tick by one walk over the entities in slot
/// order, so that it is sorted without sorting. A client's own look is then a distance test of that list, sixteen at a time, whose result is sorted too. Works on quantised
/// positions, so every machine finds the same neighbours.
/// </summary>
internal sealed class InterestGrid
{
    private const int CellsPerAxisMax = 256;
    private const int NotWatched = -1;
    private const int ListsAtFirst = 1 << 12;

    private readonly PositionSource? _position;
    private readonly uint[] _nearSightings;   // by kind: flags of its sightings
    private readonly bool[] _nearKinds;
    private readonly int _shift;
    private readonly int _cellsX;
    private readonly int _cellsY;
    private readonly bool _isNarrow;

    // Everything near anyone might be, in slot order.
    private readonly uint[] _sightings;
    private readonly int[] _x;
    private readonly int[] _y;
    private int _count;

    // By cell.
    private readonly int[] _population;
    private readonly bool[] _isInReach;      // somebody watches from this cell or one beside it
    private readonly int[] _listStarts;      // NotWatched, or where the cell's list starts
    private readonly int[] _listEnds;
    private readonly int[] _watched;         // cells that have a list
    private int _watchedCount;

    // The cells' lists, one behind the other.
    private uint[] _listSightings = [];
    private uint[] _listPlaces = [];   // from the cell's corner; where distances are too long for that, the next two instead
    private int[] _listX = [];
    private int[] _listY = [];

    /// <summary>A grid over the field of a game, for rooms of <paramref name="entityCapacity"/> slots. <paramref name="judged"/> says by kind whether the game's rule is asked.</summary>
    public InterestGrid(GameSchema schema, int entityCapacity, ReadOnlySpan<bool> judged)
    {
        _position = schema.Position;
        _nearSightings = new uint[schema.Kinds.Length];
        _nearKinds = new bool[schema.Kinds.Length];
        foreach (EntityKind kind in schema.Kinds)
        {
            _nearKinds[kind.Index] = kind.Relevancy == Relevancy.Near;
            _nearSightings[kind.Index] = judged[kind.Index] ? Sighting.Judged : 0;
        }

        int points = _position is null ? 0 : entityCapacity + DistanceFilter.Slack;
        _sightings = new uint[points];
        _x = new int[points];
        _y = new int[points];
        int extentX = 0;
        int extentY = 0;
        if (_position is not null)
        {
            ReadOnlySpan<FieldSchema> fields = _position.Component.Schema!.Fields;
            extentX = fields[_position.FieldX].Max;
            extentY = fields[_position.FieldY].Max;

            // Cells of two to four leave radii: smaller ones put every entity into more lists (one to two radii cost half as much again), larger ones make lists longer.
            // Never below one, so that only neighbours are in reach.
            _shift = 1 + BitMath.BitLength((uint)_position.LeaveRadius);
            while (Math.Max(extentX, extentY) >> _shift >= CellsPerAxisMax) _shift++;
            _isNarrow = (1L << _shift) + _position.LeaveRadius <= DistanceFilter.NarrowReach;
        }

        _cellsX = (extentX >> _shift) + 1;
        _cellsY = (extentY >> _shift) + 1;
        _population = new int[_cellsX * _cellsY];
        _isInReach = new bool[_population.Length];
        _listStarts = new int[_population.Length];
        _listEnds = new int[_population.Length];
        _watched = new int[_population.Length];
        Array.Fill(_listStarts, NotWatched);
        TakeLists(ListsAtFirst);
    }

    /// <summary>Forgets who watched in the last tick.</summary>
    public void BeginTick()
    {
        for (int i = 0; i < _watchedCount; i++) _listStarts[_watched[i]] = NotWatched;
        _watchedCount = 0;
        _count = 0;
        Array.Clear(_population);
        Array.Clear(_isInReach);
    }

    /// <summary>Says that somebody will look from here.</summary>
    public void Watch(int centreX, int centreY)
    {
        int cell = CellOf(centreX, centreY);
        if (_listStarts[cell] != NotWatched) return;
        _listStarts[cell] = 0;
        _watched[_watchedCount++] = cell;
        Block reach = Around(cell);
        for (int row = reach.Top; row <= reach.Bottom; row++) _isInReach.AsSpan((row * _cellsX) + reach.Left, reach.Right - reach.Left + 1).Fill(true);
    }

    /// <summary>Makes the lists of all cells that are watched from, of the living entities of the newest tick.</summary>
    /// <param name="world">The room's state.</param>
    /// <param name="history">Its past.</param>
    /// <param name="leftOut">By slot, lowest bit: entities that these clients are shown by other means; empty for none.</param>
    public void Build(World world, History history, ReadOnlySpan<ulong> leftOut)
    {
        if (_position is null) return;
        Collect(world, history, leftOut);
        Reserve();
        int leave = _position.LeaveRadius;
        for (int i = 0; i < _count; i++)
        {
            int x = _x[i];
            int y = _y[i];
            if (!_isInReach[CellOf(x, y)]) continue;
            uint sighting = _sightings[i];
            int right = Math.Min((x + leave) >> _shift, _cellsX - 1);
            int bottom = Math.Min((y + leave) >> _shift, _cellsY - 1);
            int left = Math.Max(x - leave, 0) >> _shift;
            for (int row = Math.Max(y - leave, 0) >> _shift; row <= bottom; row++)
            {
                for (int column = left; column <= right; column++)
                {
                    int cell = (row * _cellsX) + column;
                    if (_listStarts[cell] == NotWatched) continue;
                    int end = _listEnds[cell]++;
                    _listSightings[end] = sighting;
                    if (_isNarrow)
                    {
                        _listPlaces[end] = NearPoints.PlaceOf(x - (column << _shift), y - (row << _shift));
                        continue;
                    }

                    _listX[end] = x;
                    _listY[end] = y;
                }
            }
        }
    }

    /// <summary>Finds what stands around a point, in slot order.</summary>
    /// <param name="centreX">Quantised steps.</param>
    /// <param name="centreY">Quantised steps.</param>
    /// <param name="found">Takes the sightings; <see cref="DistanceFilter.Slack"/> longer than the room has slots.</param>
    /// <returns>How many.</returns>
    public int Query(int centreX, int centreY, Span<uint> found)
    {
        if (_position is null) return 0;
        long enter = _position.EnterRadius;
        long leave = Mutations.Has(Mutation.SeeTooFar) ? _position.LeaveRadius * 6 / 5 : _position.LeaveRadius;
        int cell = CellOf(centreX, centreY);
        int start = _listStarts[cell];
        Sight sight = new(centreX, centreY, enter * enter, leave * leave);

        // Somebody who came after the lists were made: a look at everything.
        if (start == NotWatched) return DistanceFilter.SelectWide(new PointList(_sightings, _x, _y, _count), sight, found);
        int count = _listEnds[cell] - start;
        if (!_isNarrow) return DistanceFilter.SelectWide(new PointList(_listSightings.AsSpan(start), _listX.AsSpan(start), _listY.AsSpan(start), count), sight, found);
        Sight fromCorner = sight with { X = centreX & ((1 << _shift) - 1), Y = centreY & ((1 << _shift) - 1) };
        return DistanceFilter.Select(new NearPoints(_listSightings.AsSpan(start), _listPlaces.AsSpan(start), count), fromCorner, found);
    }

    private void Collect(World world, History history, ReadOnlySpan<ulong> leftOut)
    {
        ReadOnlySpan<int> x = history.Column(history.Newest, _position!.ColumnX);
        ReadOnlySpan<int> y = history.Column(history.Newest, _position.ColumnY);
        ReadOnlySpan<bool> living = world.Living;
        ReadOnlySpan<byte> kinds = world.KindIndexes;
        int count = 0;
        for (int slot = 0; slot < world.SlotCount; slot++)
        {
            int kind = kinds[slot];
            if (!living[slot] || !_nearKinds[kind] || (!leftOut.IsEmpty && (leftOut[slot] & 1) != 0)) continue;
            _sightings[count] = Sighting.Of(slot, _nearSightings[kind]);
            _x[count] = x[slot];
            _y[count++] = y[slot];
            _population[CellOf(x[slot], y[slot])]++;
        }

        _count = count;
    }

    /// <summary>Gives each watched cell room for all that live in it and beside it.</summary>
    private void Reserve()
    {
        int end = 0;
        for (int i = 0; i < _watchedCount; i++)
        {
            int cell = _watched[i];
            _listStarts[cell] = end;
            _listEnds[cell] = end;
            Block reach = Around(cell);
            for (int row = reach.Top; row <= reach.Bottom; row++)
            {
                foreach (int population in _population.AsSpan((row * _cellsX) + reach.Left, reach.Right - reach.Left + 1)) end += population;
            }
        }

        end += DistanceFilter.Slack;
        if (end > _listSightings.Length) TakeLists(Math.Max(end, _listSightings.Length * 2));
    }

    private void TakeLists(int length)
    {
        _listSightings = new uint[length];
        _listPlaces = new uint[_isNarrow ? length : 0];
        _listX = new int[_isNarrow ? 0 : length];
        _listY = new int[_isNarrow ? 0 : length];
    }

    private int CellOf(int x, int y) => ((y >> _shift) * _cellsX) + (x >> _shift);

    private Block Around(int cell)
    {
        int row = cell / _cellsX;
        int column = cell % _cellsX;
        return new Block(Math.Max(column - 1, 0), Math.Min(column + 1, _cellsX - 1), Math.Max(row - 1, 0), Math.Min(row + 1, _cellsY - 1));
    }

    private readonly record struct Block(int Left, int Right, int Top, int Bottom);
}
