using System;
using GameServer.Core;

namespace GameServer.Arena;

/// <summary>
/// The walls of the walled arena, a function of the rules alone: clients draw them from here and are sent nothing. One wall in each square of a lattice, upright or level and a little off the
/// square's middle by a hash of its place. Walls have no thickness; they stop shots and sight, not ships.
/// </summary>
public static class ArenaWalls
{
    /// <summary>Side of a lattice square, units.</summary>
    public const int Pitch = 24;

    /// <summary>Length of a wall, units: it never leaves its square.</summary>
    public const float Length = 14;

    private const float Wander = 4;   // of a wall's middle from the square's, at most, along each axis

    // Proof: a wall stays inside its square.
    internal const byte WallFitsSquare = (Length / 2) + Wander <= Pitch / 2f ? 0 : -1;

    /// <summary>The wall of a lattice square.</summary>
    /// <param name="column">Square number along x, from 0.</param>
    /// <param name="row">Square number along y, from 0.</param>
    public static Wall Of(int column, int row)
    {
        ulong hash = StateHasher.Mix(((ulong)(uint)column << 32) | (uint)row);
        float x = (Pitch * (column + 0.5f)) + (Wander * (((hash & 0xff) / 127.5f) - 1));
        float y = (Pitch * (row + 0.5f)) + (Wander * ((((hash >> 8) & 0xff) / 127.5f) - 1));
        bool upright = (hash & 0x10000) != 0;
        return new Wall(x, y, upright ? 0 : Length / 2, upright ? Length / 2 : 0);
    }

    /// <summary>True when a wall stands between two points, and would whichever way each of them moved by up to <paramref name="reach"/> units.</summary>
    public static bool Hide(float fromX, float fromY, float toX, float toY, float reach)
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

        return false;
    }
}
