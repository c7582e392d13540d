using System;
using GameServer.Core;

namespace GameServer.Arena;

/// <summary>
/// How ships and shots move: the same functions on the server and, ahead of it, on the owner's client. Everything they read and write stands on the grid of the wire, and all
/// that decides a tick is in their arguments.
/// </summary>
public sealed class ArenaMotion
{
    private readonly int _tickRateHz;

    /// <summary>Motion in rooms of this tick rate.</summary>
    public ArenaMotion(int tickRateHz)
    {
        _tickRateHz = tickRateHz;
        Tuning = new ArenaTuning(tickRateHz);
    }

    /// <summary>The numbers it goes by.</summary>
    public ArenaTuning Tuning { get; }

    /// <summary>Whole ticks of a time, at least one.</summary>
    public static int TicksOf(float seconds, int tickRateHz) => Math.Max(1, (int)MathF.Round(seconds * tickRateHz));

    /// <summary>One tick of a ship.</summary>
    /// <param name="ship">Its state.</param>
    /// <param name="input">Its pilot's command.</param>
    /// <param name="tick">The tick.</param>
    /// <param name="fieldSize">Side of the field.</param>
    /// <returns>True when it fires.</returns>
    public bool Fly(ref ShipModel ship, in ArenaInput input, Tick tick, float fieldSize)
    {
        if (ship.Vitals.State == ShipState.Dead)
        {
            ship.Helm.RespawnTicks = Math.Max(0, ship.Helm.RespawnTicks - 1);
            return false;
        }

        if (ship.Vitals.State == ShipState.Ghost) return false;
        Steer(ref ship, input);
        float edge = Floor(fieldSize - ArenaRules.ShipRadius);
        ship.Body.X = Math.Clamp(Move(ship.Body.X, ship.Helm.VelocityX, tick), ArenaRules.ShipRadius, edge);
        ship.Body.Y = Math.Clamp(Move(ship.Body.Y, ship.Helm.VelocityY, tick), ArenaRules.ShipRadius, edge);
        ship.Body.Angle = input.Aim;
        if (ship.Helm.FireCooldown > 0) ship.Helm.FireCooldown--;
        if (!input.Fire || ship.Helm.FireCooldown > 0 || ship.Loadout.Ammo == 0) return false;
        ship.Helm.FireCooldown = Tuning.FireCooldownTicks;
        ship.Loadout.Ammo--;
        return true;
    }

    /// <summary>A shot as it leaves a ship that aims along <paramref name="heading"/>.</summary>
    public static Body Muzzle(in Body ship, float heading) => new()
    {
        X = Round(ship.X + (MathF.Cos(heading) * ArenaRules.ShipRadius)),
        Y = Round(ship.Y + (MathF.Sin(heading) * ArenaRules.ShipRadius)),
        Angle = heading,
    };

    /// <summary>One tick of a shot.</summary>
    /// <returns>False when it fades or leaves the field.</returns>
    public bool Fly(ref Body shot, in Flight flight, Tick tick, float fieldSize)
    {
        float speed = Tuning.Weapon.ShotSpeed;
        shot.X = Move(shot.X, Round(MathF.Cos(flight.Heading) * speed), tick);
        shot.Y = Move(shot.Y, Round(MathF.Sin(flight.Heading) * speed), tick);
        int age = (byte)(tick.Value - (uint)flight.FiredAt) + 1;
        return age < Tuning.ShotTicks && shot.X >= 0 && shot.Y >= 0 && shot.X <= fieldSize && shot.Y <= fieldSize;
    }

    private void Steer(ref ShipModel ship, in ArenaInput input)
    {
        ref Helm helm = ref ship.Helm;
        if (ship.Loadout.DashCooldown > 0) ship.Loadout.DashCooldown--;
        if (helm.DashTicks > 0 && --helm.DashTicks == 0) ship.Vitals.State = ShipState.Flying;
        float moveX = input.MoveX;
        float moveY = input.MoveY;
        float length = MathF.Sqrt((moveX * moveX) + (moveY * moveY));
        if (length > 1)
        {
            moveX /= length;
            moveY /= length;
        }

        if (input.Dash && ship.Loadout.DashCooldown == 0 && length > 0.1f)
        {
            helm.DashTicks = Tuning.DashTicks;
            ship.Loadout.DashCooldown = Tuning.DashCooldownTicks;
            ship.Vitals.State = ShipState.Dashing;
        }

        bool dashes = ship.Vitals.State == ShipState.Dashing;
        float change = dashes ? ArenaRules.VelocityMax : Tuning.AccelerationPerTick;
        float speed = dashes ? Tuning.Ship.DashSpeed : Tuning.Ship.Speed;
        helm.VelocityX = Round(Toward(helm.VelocityX, moveX * speed, change));
        helm.VelocityY = Round(Toward(helm.VelocityY, moveY * speed, change));
    }

    private static float Toward(float value, float target, float change) => value + Math.Clamp(target - value, -change, change);

    /// <summary>
    /// A coordinate one tick further, in whole grid steps. The steps of single ticks differ by one where the speed is no whole number of them, in a pattern that follows from the
    /// tick's number alone: the mean speed is exact, and no fraction has to be remembered or sent.
    /// </summary>
    private float Move(float coordinate, float velocity, Tick tick)
    {
        long stepsPerSecond = (long)MathF.Round(velocity / ArenaRules.Grid);
        long steps = FloorDivide(stepsPerSecond * (tick.Value + 1L), _tickRateHz) - FloorDivide(stepsPerSecond * tick.Value, _tickRateHz);
        return (MathF.Round(coordinate / ArenaRules.Grid) + steps) * ArenaRules.Grid;
    }

    private static long FloorDivide(long value, int by) => (value / by) - (value % by < 0 ? 1 : 0);

    private static float Round(float value) => MathF.Round(value / ArenaRules.Grid) * ArenaRules.Grid;

    private static float Floor(float value) => MathF.Floor(value / ArenaRules.Grid) * ArenaRules.Grid;
}
