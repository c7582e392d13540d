using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// A square so small that whoever stands in it sees all that stands in it. In truth two squares with one centre: one comes in through the inner and goes out through the outer, so that
/// nothing flickers at the edge. An inner and an outer corner are never farther apart than the enter radius, two outer corners never farther than the leave radius.
/// </summary>
internal sealed class FlockBox
{
    private const int Tried = 16;
    private const int EdgeParts = 32;   // half the distance between the squares, as a part of half their side

    private readonly bool _isEverywhere;
    private readonly int _inner;
    private readonly int _outer;
    private int _x;
    private int _y;

    public FlockBox(PositionSource? position)
    {
        _isEverywhere = position is null;
        if (position is null) return;
        double half = position.EnterRadius / Math.Sqrt(8);
        double edge = Math.Min(half / EdgeParts, (position.LeaveRadius / Math.Sqrt(8)) - half);
        _inner = (int)(half - edge);
        _outer = (int)(half + edge);
        Check.That(2L * (_inner + _outer) * (_inner + _outer) <= (long)position.EnterRadius * position.EnterRadius);
        Check.That(8L * _outer * _outer <= (long)position.LeaveRadius * position.LeaveRadius);
    }

    /// <summary>True for what may come in.</summary>
    public bool IsInside(int x, int y) => Math.Abs(x - _x) <= _inner && Math.Abs(y - _y) <= _inner;

    /// <summary>True for what was in and may stay.</summary>
    public bool MayStay(int x, int y) => Math.Abs(x - _x) <= _outer && Math.Abs(y - _y) <= _outer;

    public bool IsInside(ViewCentre centre) => _isEverywhere || (centre.Exists && IsInside(centre.X, centre.Y));

    public bool MayStay(ViewCentre centre) => _isEverywhere || (centre.Exists && MayStay(centre.X, centre.Y));

    /// <summary>Clients inside.</summary>
    public int CountOf(ReadOnlySpan<ViewCentre> centres)
    {
        int count = 0;
        foreach (ViewCentre centre in centres) count += IsInside(centre) ? 1 : 0;
        return count;
    }

    /// <summary>Goes where most clients are, if those are a quarter more than where it stands: tries places around a few of the clients, each moved to the middle of those it covers.</summary>
    public void Settle(ReadOnlySpan<ViewCentre> centres)
    {
        if (_isEverywhere) return;
        (int bestX, int bestY) = (_x, _y);
        int best = CountOf(centres) * 5 / 4;
        int stride = Math.Max(1, centres.Length / Tried);
        for (int i = 0; i < centres.Length; i += stride)
        {
            if (!centres[i].Exists) continue;
            (int formerX, int formerY) = (_x, _y);
            (_x, _y) = (centres[i].X, centres[i].Y);
            MoveToMiddle(centres);
            int count = CountOf(centres);
            if (count > best) (best, bestX, bestY) = (count, _x, _y);
            (_x, _y) = (formerX, formerY);
        }

        (_x, _y) = (bestX, bestY);
    }

    private void MoveToMiddle(ReadOnlySpan<ViewCentre> centres)
    {
        int left = int.MaxValue;
        int top = int.MaxValue;
        int right = 0;
        int bottom = 0;
        foreach (ViewCentre centre in centres)
        {
            // Twice the square: a client at the edge of the crowd finds its middle.
            if (!centre.Exists || Math.Abs(centre.X - _x) > 2 * _inner || Math.Abs(centre.Y - _y) > 2 * _inner) continue;
            left = Math.Min(left, centre.X);
            right = Math.Max(right, centre.X);
            top = Math.Min(top, centre.Y);
            bottom = Math.Max(bottom, centre.Y);
        }

        _x = (int)(((long)left + right) / 2);
        _y = (int)(((long)top + bottom) / 2);
    }
}
