using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>
/// The walls of the walled arena, a function of its content alone: clients draw them from here and are sent nothing else. One wall in each square of a lattice, upright or level and a little off the
/// square's middle by a hash of its place, and those that were placed by hand. Walls have no thickness; they stop shots and sight, not ships.
/// </summary>
public sealed class ArenaWalls
{
    private WallsContent _content = new();
    private ContentRows<BarrierContent>? _barriers;

    /// <summary>Side of a lattice square, units.</summary>
    public const int Pitch = 24;

    /// <summary>Goes over to other walls.</summary>
    public void Use(WallsContent content, ContentRows<BarrierContent> barriers)
    {
        _content = content;
        _barriers = barriers;
    }

    /// <summary>The wall of a lattice square.</summary>
    /// <param name="column">Square number along x, from 0.</param>
    /// <param name="row">Square number along y, from 0.</param>
    public Wall Of(int column, int row)
    {
        ulong hash = StateHasher.Mix(((ulong)(uint)_content.Layout << 48) ^ ((ulong)(uint)column << 32) ^ (uint)row);
        float half = _content.Length / 2;
        float x = (Pitch * (column + 0.5f)) + (_content.Wander * (((hash & 0xff) / 127.5f) - 1));
        float y = (Pitch * (row + 0.5f)) + (_content.Wander * ((((hash >> 8) & 0xff) / 127.5f) - 1));
        bool upright = (hash & 0x10000) != 0;
        return new Wall(x, y, upright ? 0 : half, upright ? half : 0);
    }

    /// <summary>True when a wall stands between two points, and would whichever way each of them moved by up to <paramref name="reach"/> units.</summary>
    public bool Hide(float fromX, float fromY, float toX, float toY, float reach)
    {
        int right = (int)MathF.Max(fromX, toX) / Pitch;
        int bottom = (int)MathF.Max(fromY, toY) / Pitch;
        for (int row = (int)MathF.Min(fromY, toY) / Pitch; row <= bottom; row++)
        {
            for (int column = (int)MathF.Min(fromX, toX) / Pitch; column <= right; column++)
            {
                if (Of(column, row).Hides(fromX, fromY, toX, toY, reach)) return true;
            }
        }

        if (_barriers is null) return false;
        foreach (BarrierContent barrier in _barriers.All)
        {
            if (barrier.Wall.Hides(fromX, fromY, toX, toY, reach)) return true;
        }

        return false;
    }
}
