using System;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;

namespace GameServer.LoadTest.Bots;

/// <summary>Flies one Arena ship from what its client can see, and from nothing else. All chance comes from its own seed.</summary>
public sealed class BotPilot(BotBehaviour behaviour, float fieldSize, ulong seed)
{
    private const float CrushRadius = 6;
    private const int RetargetTicks = 90;

    private Prng _prng = Prng.For(seed, "pilot");
    private float _targetX;
    private float _targetY;
    private int _ticksToRetarget;
    private float _aim;
    private bool _fire;
    private ushort _ownSlot;

    /// <summary>See <see cref="GameClient.Prefetch"/>.</summary>
    public void Prefetch()
    {
        CacheLine.Fetch(ref _prng);
        CacheLine.Fetch(ref _ownSlot);
    }

    /// <summary>Fetches the row of the ship last flown.</summary>
    public void PrefetchShip(GameClient client)
    {
        if (client.World is { } world && world.TryFind(_ownSlot, out ReplicatedEntity ship)) CacheLine.Fetch(in world.RowOf(ship)[0]);
    }

    /// <summary>Chooses the command for one tick.</summary>
    public ArenaInput Decide(GameClient client)
    {
        if (behaviour == BotBehaviour.Idle || client.World is not { } world || !TryFindOwn(world, out ReplicatedEntity ship)) return default;
        Body body = world.Get(ArenaSchema.Body, ship);
        if (--_ticksToRetarget <= 0 || Distance(body, _targetX, _targetY) < 1) Retarget();

        // Looking around costs more than flying; people do not re-aim thirty times a second either.
        if ((_ticksToRetarget & 7) == 0) Aim(world, body, world.Get(ArenaSchema.Pilot, ship).Team);
        float dx = _targetX - body.X;
        float dy = _targetY - body.Y;
        float length = MathF.Max(0.01f, MathF.Sqrt((dx * dx) + (dy * dy)));
        return new ArenaInput
        {
            MoveX = dx / length,
            MoveY = dy / length,
            Aim = _aim,
            Fire = _fire,
            Dash = _prng.NextChance(0.01),
        };
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
        if (behaviour == BotBehaviour.Crush)
        {
            _targetX = (fieldSize / 2) + _prng.NextFloat(-CrushRadius, CrushRadius);
            _targetY = (fieldSize / 2) + _prng.NextFloat(-CrushRadius, CrushRadius);
            return;
        }

        _targetX = _prng.NextFloat(1, fieldSize - 1);
        _targetY = _prng.NextFloat(1, fieldSize - 1);
    }

    private void Aim(ReplicatedWorld world, in Body body, int team)
    {
        float nearest = 12;
        _fire = false;
        foreach (ReplicatedEntity entity in world.Entities)
        {
            if (entity.KindIndex != ArenaSchema.Ship.Index || entity.IsOwned) continue;
            Body other = world.Get(ArenaSchema.Body, entity);
            float distance = Distance(other, body.X, body.Y);
            if (distance >= nearest || world.Get(ArenaSchema.Pilot, entity).Team == team) continue;
            nearest = distance;
            _aim = MathF.Atan2(other.Y - body.Y, other.X - body.X);
            _fire = _prng.NextChance(0.2);
        }

        if (!_fire) _aim = MathF.Atan2(_targetY - body.Y, _targetX - body.X);
    }
}
