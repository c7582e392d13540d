using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// Far entities less often, as their kinds declare. An entity's turns are the same ticks for all clients at one pace, so they share its encodings. Creations, removals and a
/// player's own entities never wait.
/// </summary>
internal sealed class UpdatePace
{
    private readonly History _history;
    private readonly PositionSource? _position;
    private readonly Band[][] _bands;   // by kind, nearest first
    private readonly bool _any;
    private Viewer? _viewer;
    private uint _now;

    public UpdatePace(GameSchema schema, History history, int tickRateHz)
    {
        _history = history;
        _position = schema.Position;
        _bands = new Band[schema.Kinds.Length][];
        foreach (EntityKind kind in schema.Kinds)
        {
            _bands[kind.Index] = Array.ConvertAll(kind.FarUpdates, far => new Band((long)far.Distance * far.Distance, PeriodTicks(far.PerSecond, tickRateHz)));
            _any |= _bands[kind.Index].Length > 0;
        }
    }

    /// <summary>Sets the client and the tick that the following questions are about.</summary>
    public void Begin(Viewer viewer, Tick now)
    {
        _viewer = viewer;
        _now = now.Value;
    }

    /// <summary>True when a change of the entity should wait for another tick.</summary>
    public bool Withholds(EntityKind kind, ushort slot)
    {
        if (!_any || !_viewer!.Centre.Exists) return false;
        Band[] bands = _bands[kind.Index];
        if (bands.Length == 0) return false;
        long dx = _history.Column(_history.Newest, _position!.ColumnX)[slot] - _viewer.Centre.X;
        long dy = _history.Column(_history.Newest, _position.ColumnY)[slot] - _viewer.Centre.Y;
        long squared = (dx * dx) + (dy * dy);
        uint period = 1;
        foreach (Band band in bands)
        {
            if (squared > band.DistanceSquared) period = band.PeriodTicks;
        }

        return (_now + slot) % period != 0;
    }

    private static uint PeriodTicks(double perSecond, int tickRateHz) => (uint)Math.Clamp(Math.Round(tickRateHz / perSecond), 1, Limits.HistoryTicks / 4);

    private readonly record struct Band(long DistanceSquared, uint PeriodTicks);
}
