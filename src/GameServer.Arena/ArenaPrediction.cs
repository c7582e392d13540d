using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>What a pilot's own client runs ahead of the server: the ship, and the shots it fires. Hits, crates and respawns are the server's to tell.</summary>
public sealed class ArenaPrediction : IPredictedGame
{
    private ArenaMotion? _motion;
    private int _tickRateHz;

    public GameSchema Schema => ArenaSchema.Schema;

    public ContentDeclaration? Content => ArenaContent.Declaration;

    public bool Step(in PredictedEntity entity, PredictedStep step)
    {
        float size = ArenaGame.FieldSize(step.PlayerCapacity);
        if (ReferenceEquals(entity.Kind, ArenaSchema.Projectile))
        {
            Body body = entity.Get(ArenaSchema.Body);
            bool flies = MotionFor(step).Fly(ref body, entity.Get(ArenaSchema.Flight), step.Tick, size);
            entity.Set(ArenaSchema.Body, body);
            return flies;
        }

        StepShip(entity, step, size);
        return true;
    }

    public int SpawnKey(in PredictedEntity entity) => ReferenceEquals(entity.Kind, ArenaSchema.Projectile) ? entity.Get(ArenaSchema.Flight).FiredAt : -1;

    private void StepShip(in PredictedEntity entity, PredictedStep step, float size)
    {
        ShipModel ship = new()
        {
            Body = entity.Get(ArenaSchema.Body),
            Vitals = entity.Get(ArenaSchema.Vitals),
            Loadout = entity.Get(ArenaSchema.Loadout),
            Helm = entity.Get(ArenaSchema.Helm),
        };
        ArenaInput input = ArenaInputCodec.Instance.Apply(step.Input);
        bool fires = MotionFor(step).Fly(ref ship, input, step.Tick, size);
        entity.Set(ArenaSchema.Body, ship.Body);
        entity.Set(ArenaSchema.Vitals, ship.Vitals);
        entity.Set(ArenaSchema.Loadout, ship.Loadout);
        entity.Set(ArenaSchema.Helm, ship.Helm);
        if (!fires) return;
        int firedAt = (byte)step.Tick.Value;
        PredictedEntity shot = step.Spawn(ArenaSchema.Projectile, firedAt);
        shot.Set(ArenaSchema.Body, ArenaMotion.Muzzle(ship.Body, input.Aim));
        shot.Set(ArenaSchema.Shot, new Shot { Team = entity.Get(ArenaSchema.Pilot).Team });
        shot.Set(ArenaSchema.Flight, new Flight { Heading = input.Aim, FiredAt = firedAt });
    }

    private ArenaMotion MotionFor(PredictedStep step)
    {
        if (_motion is null || _tickRateHz != step.TickRateHz) _motion = new ArenaMotion(step.TickRateHz);
        _tickRateHz = step.TickRateHz;
        _motion.Tuning.Use(step.Content);
        return _motion;
    }
}
