using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.LoadTest.Scenes;

/// <summary>
/// Shots at a moving ship, judged twice: by the server, and by an oracle that looks at the shooter's own screen, the predicted shot against the target where it is drawn. With
/// lag compensation the two agree, however long the way.
/// </summary>
public sealed class LagDuel
{
    private const float Reach = ArenaRules.ShipRadius + ArenaRules.ShotRadius;
    private const double ShotEverySeconds = 1.3;   // longer than a shot flies: never two in the air

    private readonly Scene _scene;
    private readonly DuelGame _game;
    private readonly List<double> _lags = [];
    private Prng _prng;
    private Tick _fired;
    private Tick _seenHit;
    private Tick _newest;
    private long _nextShotNs;
    private long _turnNs;
    private float _course = 1;

    public LagDuel(SceneOptions options, IRewindPolicy? policy)
    {
        _prng = Prng.For(options.Seed, "duel");
        _game = new DuelGame(options.TickRateHz, policy);
        _scene = new Scene(options with { Players = 2, Game = _game, RenderHz = 240 });
        _scene.Players[0].Script = Shooter;
        _scene.Players[1].Script = Target;
    }

    /// <summary>Plays.</summary>
    public LagDuelResult Run(double seconds)
    {
        _scene.Run(3);
        if (_scene.Options.JitterMs + _scene.Options.Loss > 0) _scene.Worsen();
        _nextShotNs = 0;
        _scene.Drawn = Look;
        List<Tick> seen = [];
        List<Tick> judged = [];
        int shots = 0;
        Tick[] before = [];
        int hitsBefore = _game.Hits.Count;
        for (double left = seconds; left > 0; left -= ShotEverySeconds)
        {
            _fired = Tick.None;
            _seenHit = Tick.None;
            _nextShotNs = 1;
            _scene.Run(ShotEverySeconds + (_scene.Options.RttMs / 1000));
            if (_fired.IsNone) continue;
            shots++;
            seen.Add(_seenHit);
            judged.Add(_game.Hits.Count > hitsBefore ? _game.Hits[hitsBefore] : Tick.None);
            hitsBefore = _game.Hits.Count;
        }

        return LagDuelResult.Of(_scene, shots, seen, judged, _lags);
    }

    private void Target(ScenePlayer player)
    {
        if (player.FrameNs >= _turnNs)
        {
            _turnNs = player.FrameNs + Timestamp.NanosecondsPerSecond;
            _course = -_course;
        }

        player.Controls = new ArenaInput { MoveY = _course };
    }

    // Aims at where the target will be by what is on the screen, well enough to hit about every other time.
    private void Shooter(ScenePlayer player)
    {
        bool due = _nextShotNs != 0 && _fired.IsNone && TryTarget(player, out _);
        player.Controls = player.Controls with { Fire = due };
        if (!due || !player.TryOwnShip(out _, out Body own) || !TryTarget(player, out Body target)) return;
        float lead = _course * ArenaRules.Speed / ArenaRules.ShotSpeed;
        float aim = MathF.Atan2(target.Y - own.Y, target.X - own.X) + MathF.Asin(lead * MathF.Cos(MathF.Atan2(target.Y - own.Y, target.X - own.X)));
        if (player.Controls.Aim == 0) player.Controls = player.Controls with { Aim = aim + _prng.NextFloat(-0.15f, 0.15f) };
    }

    private void Look(ScenePlayer player)
    {
        if (player != _scene.Players[0] || player.Client.Prediction is not { } prediction || prediction.Newest == _newest) return;
        _newest = prediction.Newest;
        foreach (OwnEntity entity in prediction.Entities)
        {
            if (!ReferenceEquals(entity.Kind, ArenaSchema.Projectile)) continue;
            if (_fired.IsNone) NoteShot(player);
            ReadOnlySpan<int> row = prediction.RowOf(entity, _newest);
            if (row.IsEmpty || !_seenHit.IsNone || !TryTarget(player, out Body target)) continue;
            KindComponent part = entity.Kind.Component(ArenaSchema.Body);
            Body shot = BodyCodec.Instance.Apply(row.Slice(part.FirstField, part.FieldCount));
            float dx = shot.X - target.X;
            float dy = shot.Y - target.Y;
            if ((dx * dx) + (dy * dy) <= Reach * Reach) _seenHit = _newest;
        }
    }

    private void NoteShot(ScenePlayer player)
    {
        _fired = _newest;
        _nextShotNs = 0;
        player.Controls = player.Controls with { Aim = 0 };
        _lags.Add(_newest.Value - player.Client.Interpolation!.ViewTick);
    }

    private static bool TryTarget(ScenePlayer player, out Body body)
    {
        body = default;
        if (player.Client.Interpolation is not { } interpolation) return false;
        foreach (ReplicatedEntity entity in interpolation.Entities)
        {
            if (entity.IsOwned || entity.KindIndex != ArenaSchema.Ship.Index) continue;
            body = interpolation.Get(ArenaSchema.Body, entity);
            return true;
        }

        return false;
    }
}
