using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.LoadTest.Scenes;

/// <summary>
/// Shots at a moving ship, judged by the server and by an oracle that looks at the shooter's own screen, the predicted shot against the target where it is drawn. With lag
/// compensation the two agree, however long the way, as long as the picture is no older than the cap; an older one counts as exactly that old.
/// </summary>
public sealed class LagDuel
{
    private const float Reach = ArenaRules.ShipRadius + ArenaRules.ShotRadius;
    private const double ShotEverySeconds = 1.3;   // longer than a shot flies: never two in the air

    private readonly Scene _scene;
    private readonly DuelGame _game;
    private readonly ShooterScreen _screen = new();
    private readonly List<LagShot> _shots = [];
    private readonly double _capTicks;
    private Prng _prng;
    private Tick _newest;
    private double _ageTicks;   // of the picture when the last shot was fired
    private long _nextShotNs;
    private long _turnNs;
    private float _course = 1;

    public LagDuel(SceneOptions options, IRewindPolicy? policy)
    {
        _prng = Prng.For(options.Seed, "duel");
        _capTicks = options.RewindCapMs * options.TickRateHz / 1000.0;
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
        int hitsBefore = _game.Hits.Count;
        for (double left = seconds; left > 0; left -= ShotEverySeconds)
        {
            _screen.Clear();
            _nextShotNs = 1;
            _scene.Run(ShotEverySeconds + (_scene.Options.RttMs / 1000));
            if (!_screen.HasShot) continue;
            Tick judged = _game.Hits.Count > hitsBefore ? _game.Hits[hitsBefore] : Tick.None;
            (Tick, Tick, Tick) oracle = (Oracle(0), Oracle(LagShot.AgeStepTicks), Oracle(-LagShot.AgeStepTicks));
            _shots.Add(new LagShot(_ageTicks, _screen.HitTick(Reach, Limits.HistoryTicks), oracle, judged));
            hitsBefore = _game.Hits.Count;
        }

        return LagDuelResult.Of(_scene, _shots, _capTicks);
    }

    private Tick Oracle(double offTicks) => _screen.HitTick(Reach, _capTicks, offTicks);

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
        bool due = _nextShotNs != 0 && !_screen.HasShot && TryTarget(player, out _);
        player.Controls = player.Controls with { Fire = due };
        if (!due || !player.TryOwnShip(out _, out Body own) || !TryTarget(player, out Body target)) return;
        float lead = _course * ArenaRules.Speed / ArenaRules.ShotSpeed;
        float aim = MathF.Atan2(target.Y - own.Y, target.X - own.X) + MathF.Asin(lead * MathF.Cos(MathF.Atan2(target.Y - own.Y, target.X - own.X)));
        if (player.Controls.Aim == 0) player.Controls = player.Controls with { Aim = aim + _prng.NextFloat(-0.15f, 0.15f) };
    }

    private void Look(ScenePlayer player)
    {
        if (player != _scene.Players[0] || player.Client.Prediction is not { } prediction || !TryTarget(player, out Body target)) return;
        _screen.NoteFrame(player.Client.Interpolation!.ViewTick, target);
        if (prediction.Newest == _newest) return;
        _newest = prediction.Newest;
        foreach (OwnEntity entity in prediction.Entities)
        {
            if (!ReferenceEquals(entity.Kind, ArenaSchema.Projectile)) continue;
            if (!_screen.HasShot) NoteFired(player);
            ReadOnlySpan<int> row = prediction.RowOf(entity, _newest);
            if (row.IsEmpty) continue;
            KindComponent part = entity.Kind.Component(ArenaSchema.Body);
            _screen.NoteShot(_newest, BodyCodec.Instance.Apply(row.Slice(part.FirstField, part.FieldCount)));
        }
    }

    private void NoteFired(ScenePlayer player)
    {
        _nextShotNs = 0;
        player.Controls = player.Controls with { Aim = 0 };
        _ageTicks = _newest.Value - player.Client.Interpolation!.ViewTick;
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
