using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Core;

namespace GameServer.LoadTest.Scenes;

/// <summary>
/// What a shooter's screen showed while a shot flew: the target, frame by frame, and the shot, tick by tick. An oracle that knows nothing of the server: it tells in which tick the
/// shot hit, by the picture as it was drawn or, where that was older than the cap allows, by the picture that the same screen drew later, when it had come to the moment that is exactly
/// the cap before the shot's.
/// </summary>
internal sealed class ShooterScreen
{
    private readonly List<(double ViewTick, Body Target)> _frames = [];
    private readonly List<(Tick Tick, double ViewTick, Body Shot)> _shots = [];

    public bool HasShot => _shots.Count > 0;

    /// <summary>Begins anew for the next shot.</summary>
    public void Clear()
    {
        _frames.Clear();
        _shots.Clear();
    }

    /// <summary>A frame was drawn.</summary>
    /// <param name="viewTick">The moment at which it shows others; never less than in the frame before.</param>
    /// <param name="target">The target as drawn.</param>
    public void NoteFrame(double viewTick, in Body target) => _frames.Add((viewTick, target));

    /// <summary>The shot was predicted one tick further, and first drawn over the newest frame.</summary>
    public void NoteShot(Tick tick, in Body shot) => _shots.Add((tick, _frames[^1].ViewTick, shot));

    /// <summary>The tick of the shot's first touch of the target; <see cref="Tick.None"/> when it missed.</summary>
    /// <param name="reach">Distance of their centres when they touch.</param>
    /// <param name="capTicks">Pictures that are older count as exactly this old.</param>
    /// <param name="offTicks">How much older, or younger if negative, each picture is taken for.</param>
    public Tick HitTick(float reach, double capTicks, double offTicks = 0)
    {
        foreach ((Tick tick, double viewTick, Body shot) in _shots)
        {
            (float x, float y) = TargetAt(Math.Max(viewTick - offTicks, tick.Value - capTicks));
            float dx = shot.X - x;
            float dy = shot.Y - y;
            if ((dx * dx) + (dy * dy) <= reach * reach) return tick;
        }

        return Tick.None;
    }

    // Between two frames of a screen that draws several times a tick the target moves on a line.
    private (float X, float Y) TargetAt(double viewTick)
    {
        int next = 0;
        while (next < _frames.Count - 1 && _frames[next].ViewTick < viewTick) next++;
        (double tick, Body target) = _frames[next];
        if (next == 0 || tick <= viewTick) return (target.X, target.Y);
        (double formerTick, Body former) = _frames[next - 1];
        float t = (float)((viewTick - formerTick) / (tick - formerTick));
        return (former.X + ((target.X - former.X) * t), former.Y + ((target.Y - former.Y) * t));
    }
}
