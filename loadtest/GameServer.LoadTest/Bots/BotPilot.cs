using System;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.LoadTest.Bots;

/// <summary>Flies one Arena ship from what its client can see, and from nothing else. All chance comes from its own seed.</summary>
public sealed class BotPilot(BotBehaviour behaviour, float fieldSize, ulong seed) : IPilot
{
    internal const int ObjectBytes = 136;

    private const float CrushRadius = 6;
    private const float SightRadius = 12;
    private const float FlockApart = 2;
    private const float DuelDistance = 6;
    private const int RetargetTicks = 90;
    private const int LookTicks = 8;         // looking around costs more than flying; people do not re-aim thirty times a second either
    private const int DodgeTicks = 12;

    private Prng _prng = Prng.For(seed, "pilot");
    private float _targetX;
    private float _targetY;
    private int _ticksToRetarget;
    private int _ticksToLook;
    private float _aim;
    private bool _fire;
    private ushort _ownSlot;
    private Sight _sight;
    private float _dodge = 1;
    private int _ticksToDodge;

    /// <summary>What is done instead of the bot's own behaviour; null: that.</summary>
    public BotBehaviour? Override { get; set; }

    /// <summary>Mean ticks between two looks around, exponentially distributed; 0: the usual.</summary>
    public double ThinkTicks { get; set; }

    private BotBehaviour Current => behaviour == BotBehaviour.Afk ? behaviour : Override ?? behaviour;

    /// <inheritdoc/>
    public void Decide(GameClient client, Tick tick, Span<int> fields) => ArenaInputCodec.Instance.CaptureOne(Decide(client), fields);

    /// <summary>Chooses the command for one tick.</summary>
    public ArenaInput Decide(GameClient client)
    {
        if (Current == BotBehaviour.Afk || client.World is not { } world || !TryFindOwn(world, out ReplicatedEntity ship)) return default;
        Body body = world.Get(ArenaSchema.Body, ship);
        if (--_ticksToRetarget <= 0 || Distance(body, _targetX, _targetY) < 1) Retarget();
        if (--_ticksToLook <= 0)
        {
            _ticksToLook = ThinkTicks > 0 ? 1 + (int)(-Math.Log(1 - _prng.NextDouble()) * ThinkTicks) : LookTicks;
            _sight = Look(world, body, world.Get(ArenaSchema.Pilot, ship).Team);
            Aim(body, client.TickRateHz);
        }

        (float dx, float dy) = Course(body);
        float length = MathF.Max(0.01f, MathF.Sqrt((dx * dx) + (dy * dy)));
        return new ArenaInput { MoveX = dx / length, MoveY = dy / length, Aim = _aim, Fire = _fire, Dash = _prng.NextChance(0.01) };
    }

    private bool TryFindOwn(ReplicatedWorld world, out ReplicatedEntity ship)
    {
        if (world.TryFind(_ownSlot, out ship) && ship.IsOwned) return true;
        foreach (ReplicatedEntity entity in world.Entities)
        {
            if (!entity.IsOwned || entity.KindIndex != ArenaSchema.Ship.Index) continue;
            _ownSlot = entity.Slot;
            ship = entity;
            return true;
        }

        ship = default;
        return false;
    }

    private static float Distance(in Body body, float x, float y) => MathF.Sqrt(((body.X - x) * (body.X - x)) + ((body.Y - y) * (body.Y - y)));

    private void Retarget()
    {
        _ticksToRetarget = RetargetTicks + _prng.NextInt(RetargetTicks);
        if (Current == BotBehaviour.Crush)
        {
            _targetX = (fieldSize / 2) + _prng.NextFloat(-CrushRadius, CrushRadius);
            _targetY = (fieldSize / 2) + _prng.NextFloat(-CrushRadius, CrushRadius);
            return;
        }

        _targetX = _prng.NextFloat(1, fieldSize - 1);
        _targetY = _prng.NextFloat(1, fieldSize - 1);
    }

    /// <summary>What matters of all that is in sight: the nearest enemy and how it moved since the last look, and the middle of the ships around.</summary>
    private Sight Look(ReplicatedWorld world, in Body body, int team)
    {
        Sight sight = new() { EnemyDistance = SightRadius };
        foreach (ReplicatedEntity entity in world.Entities)
        {
            if (entity.KindIndex != ArenaSchema.Ship.Index || entity.IsOwned) continue;
            Body other = world.Get(ArenaSchema.Body, entity);
            float distance = Distance(other, body.X, body.Y);
            if (distance >= SightRadius) continue;
            sight.Neighbours++;
            sight.MiddleX += other.X;
            sight.MiddleY += other.Y;
            if (distance >= sight.EnemyDistance || world.Get(ArenaSchema.Pilot, entity).Team == team) continue;
            sight.HasEnemy = true;
            sight.EnemyDistance = distance;
            sight.EnemySlot = entity.Slot;
            sight.EnemyX = other.X;
            sight.EnemyY = other.Y;
        }

        if (sight.Neighbours > 0)
        {
            sight.MiddleX /= sight.Neighbours;
            sight.MiddleY /= sight.Neighbours;
        }

        // The same ship as before: how far it moved says how it flies.
        if (sight.HasEnemy && _sight.HasEnemy && _sight.EnemySlot == sight.EnemySlot)
        {
            sight.EnemyMovedX = sight.EnemyX - _sight.EnemyX;
            sight.EnemyMovedY = sight.EnemyY - _sight.EnemyY;
        }

        return sight;
    }

    private void Aim(in Body body, int tickRateHz)
    {
        bool isDuel = Current == BotBehaviour.Duel;
        _fire = _sight.HasEnemy && _prng.NextChance(isDuel ? 0.9 : 0.2);
        _aim = MathF.Atan2(_targetY - body.Y, _targetX - body.X);
        if (!_sight.HasEnemy || !(_fire || isDuel)) return;
        float lead = isDuel ? _sight.EnemyDistance / ArenaRules.ShotSpeed * tickRateHz / LookTicks : 0;
        _aim = MathF.Atan2(_sight.EnemyY + (_sight.EnemyMovedY * lead) - body.Y, _sight.EnemyX + (_sight.EnemyMovedX * lead) - body.X);
    }

    private (float X, float Y) Course(in Body body)
    {
        if (Current == BotBehaviour.Duel && _sight.HasEnemy) return Dodge(body);
        float dx = _targetX - body.X;
        float dy = _targetY - body.Y;
        if (Current != BotBehaviour.Flock || _sight.Neighbours == 0) return (dx, dy);

        // Towards the middle of the others, away from it when too close, and on the whole where it was going.
        float length = MathF.Max(1, MathF.Sqrt((dx * dx) + (dy * dy)));
        float pull = Distance(body, _sight.MiddleX, _sight.MiddleY) < FlockApart ? -1 : 0.5f;
        return ((dx / length) + ((_sight.MiddleX - body.X) * pull), (dy / length) + ((_sight.MiddleY - body.Y) * pull));
    }

    // Across the line of fire, one way and then the other, closing in or backing off to a good distance.
    private (float X, float Y) Dodge(in Body body)
    {
        if (--_ticksToDodge <= 0)
        {
            _ticksToDodge = DodgeTicks + _prng.NextInt(DodgeTicks);
            _dodge = -_dodge;
        }

        float dx = _sight.EnemyX - body.X;
        float dy = _sight.EnemyY - body.Y;
        float closing = _sight.EnemyDistance > DuelDistance ? 0.7f : -0.7f;
        return ((-dy * _dodge) + (dx * closing), (dx * _dodge) + (dy * closing));
    }

    private struct Sight
    {
        public bool HasEnemy;
        public ushort EnemySlot;
        public float EnemyDistance;
        public float EnemyX;
        public float EnemyY;
        public float EnemyMovedX;
        public float EnemyMovedY;
        public int Neighbours;
        public float MiddleX;
        public float MiddleY;
    }
}
