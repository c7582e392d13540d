using System;

namespace GameServer.Arena;

/// <summary>A line from the middle − half to the middle + half.</summary>
/// <param name="X">Of the middle, units.</param>
/// <param name="Y">Of the middle, units.</param>
/// <param name="HalfX">Half its length when it is level, else 0.</param>
/// <param name="HalfY">Half its length when it is upright, else 0.</param>
public readonly record struct Wall(float X, float Y, float HalfX, float HalfY)
{
    /// <summary>
    /// True when the wall crosses every line between a point within <paramref name="reach"/> of the one end and a point within reach of the other. All those lines lie in the strip of that
    /// half-width around the line between the ends; it is enough that the wall's own ends lie beyond the strip, one on each side, and both discs clear of the wall's line, one on each side.
    /// </summary>
    public bool Hides(float fromX, float fromY, float toX, float toY, float reach)
    {
        float before = HalfX > 0 ? fromY - Y : fromX - X;
        float behind = HalfX > 0 ? toY - Y : toX - X;
        if (before * behind >= 0 || MathF.Min(MathF.Abs(before), MathF.Abs(behind)) <= reach) return false;

        float dx = toX - fromX;
        float dy = toY - fromY;
        float first = (dx * (Y - HalfY - fromY)) - (dy * (X - HalfX - fromX));     // distance from the line, times its length
        float second = (dx * (Y + HalfY - fromY)) - (dy * (X + HalfX - fromX));
        float least = reach * reach * ((dx * dx) + (dy * dy));
        return first * second < 0 && first * first >= least && second * second >= least;
    }
}
