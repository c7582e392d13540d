using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Who stands where, rebuilt every tick by a counting sort on cells (5,000 entities: about 30 µs) and then asked once per client. Works on quantised positions, so every
/// machine finds the same neighbours. Cells are half a leave radius wide or more, and a row of cells is one run of memory.
/// </summary>
internal sealed class InterestGrid
{
    private const int CellsPerAxisMax = 512;

    private readonly PositionSource? _position;
    private readonly int _shift;
    private readonly int _cellsX;
    private readonly int _cellsY;
    private readonly int[] _cellStarts;
    private readonly ushort[] _slots;      // by cell
    private readonly int[] _x;
    private readonly int[] _y;
    private readonly int[] _cellOfSlot;
    private readonly ulong[] _always;
    private readonly GameSchema _schema;

    public InterestGrid(GameSchema schema, int entityCapacity)
    {
        _schema = schema;
        _position = schema.Position;
        _slots = new ushort[entityCapacity];
        _x = new int[entityCapacity];
        _y = new int[entityCapacity];
        _cellOfSlot = new int[entityCapacity];
        _always = new ulong[(entityCapacity + 63) / 64];
        if (_position is null)
        {
            _cellStarts = new int[1];
            return;
        }

        ReadOnlySpan<FieldSchema> fields = _position.Component.Schema!.Fields;
        int extent = Math.Max(fields[_position.FieldX].Max, fields[_position.FieldY].Max);
        _shift = BitMath.BitLength((uint)(_position.LeaveRadius / 2));
        while (extent >> _shift >= CellsPerAxisMax) _shift++;
        _cellsX = (fields[_position.FieldX].Max >> _shift) + 1;
        _cellsY = (fields[_position.FieldY].Max >> _shift) + 1;
        _cellStarts = new int[(_cellsX * _cellsY) + 1];
    }

    /// <summary>Sorts the living entities of the newest tick.</summary>
    public void Build(World world, History history)
    {
        Array.Clear(_always);
        Array.Clear(_cellStarts);
        foreach (EntityKind kind in _schema.Kinds)
        {
            if (kind.Relevancy == Relevancy.Always) NoteAlways(world.Slots(kind));
        }

        if (_position is null) return;
        ReadOnlySpan<int> x = history.Column(history.Newest, _position.ColumnX);
        ReadOnlySpan<int> y = history.Column(history.Newest, _position.ColumnY);
        foreach (EntityKind kind in _schema.Kinds)
        {
            if (kind.Relevancy == Relevancy.Near) CountCells(world.Slots(kind), x, y);
        }

        int sum = 0;
        foreach (ref int start in _cellStarts.AsSpan())
        {
            int count = start;
            start = sum;
            sum += count;
        }

        foreach (EntityKind kind in _schema.Kinds)
        {
            if (kind.Relevancy == Relevancy.Near) PlaceInCells(world.Slots(kind), x, y);
        }

        // Placing moved every start to its cell's end, which is the next cell's start.
        _cellStarts.AsSpan(0, _cellStarts.Length - 1).CopyTo(_cellStarts.AsSpan(1));
        _cellStarts[0] = 0;
    }

    /// <summary>Collects what everyone sees.</summary>
    public void AddAlways(InterestSet into) => into.AddAll(_always);

    /// <summary>Collects what stands around a point.</summary>
    public void Query(int centreX, int centreY, InterestSet into)
    {
        if (_position is null) return;
        int leave = Mutations.Has(Mutation.SeeTooFar) ? _position.LeaveRadius * 6 / 5 : _position.LeaveRadius;
        long enterSquared = (long)_position.EnterRadius * _position.EnterRadius;
        long leaveSquared = (long)leave * leave;
        int left = Math.Max(0, (centreX - leave) >> _shift);
        int right = Math.Min(_cellsX - 1, (centreX + leave) >> _shift);
        int top = Math.Max(0, (centreY - leave) >> _shift);
        int bottom = Math.Min(_cellsY - 1, (centreY + leave) >> _shift);
        for (int row = top; row <= bottom; row++)
        {
            int from = _cellStarts[(row * _cellsX) + left];
            int to = _cellStarts[(row * _cellsX) + right + 1];
            for (int i = from; i < to; i++)
            {
                long dx = _x[i] - centreX;
                long dy = _y[i] - centreY;
                long squared = (dx * dx) + (dy * dy);
                if (squared > leaveSquared) continue;
                if (squared <= enterSquared) into.AddEntering(_slots[i]);
                else into.AddStaying(_slots[i]);
            }
        }
    }

    private void NoteAlways(ReadOnlySpan<ushort> slots)
    {
        foreach (ushort slot in slots) _always[slot >> 6] |= 1UL << (slot & 63);
    }

    private void CountCells(ReadOnlySpan<ushort> slots, ReadOnlySpan<int> x, ReadOnlySpan<int> y)
    {
        foreach (ushort slot in slots)
        {
            int cell = ((y[slot] >> _shift) * _cellsX) + (x[slot] >> _shift);
            _cellOfSlot[slot] = cell;
            _cellStarts[cell]++;
        }
    }

    private void PlaceInCells(ReadOnlySpan<ushort> slots, ReadOnlySpan<int> x, ReadOnlySpan<int> y)
    {
        foreach (ushort slot in slots)
        {
            int index = _cellStarts[_cellOfSlot[slot]]++;
            _slots[index] = slot;
            _x[index] = x[slot];
            _y[index] = y[slot];
        }
    }
}
