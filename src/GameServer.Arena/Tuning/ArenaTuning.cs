using System;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>What follows from a version of the content in rooms of a tick rate, worked out once per version: no tick looks anything up by name. Its memory is used again for the next version.</summary>
public sealed class ArenaTuning
{
    private readonly int _tickRateHz;
    private ContentSet? _content;

    /// <summary>The values in code, in rooms of this tick rate.</summary>
    public ArenaTuning(int tickRateHz)
    {
        _tickRateHz = tickRateHz;
        Use(ArenaContent.Declaration.Defaults);
    }

    public ShipContent Ship { get; private set; } = null!;

    /// <summary>What ships carry.</summary>
    public WeaponContent Weapon { get; private set; } = null!;

    public ArenaWalls Walls { get; } = new();

    public ContentRows<PickupContent> Pickups { get; private set; } = null!;

    public ContentRows<SpawnContent> Spawns { get; private set; } = null!;

    public float AccelerationPerTick { get; private set; }

    public int DashTicks { get; private set; }

    public int DashCooldownTicks { get; private set; }

    public int FireCooldownTicks { get; private set; }

    public int ShotTicks { get; private set; }

    public int RespawnTicks { get; private set; }

    public int GhostAfterTicks { get; private set; }

    /// <summary>Units per second that nothing exceeds.</summary>
    public float FastestSpeed => Math.Max(Weapon.ShotSpeed, Ship.DashSpeed);

    /// <summary>The weapon that ships carry by a version.</summary>
    public static WeaponContent WeaponOf(ContentSet content) => content.Of(ArenaContent.Weapons)[content.Of(ArenaContent.Ship).Weapon];

    /// <summary>Ticks until a crate of a kind is back.</summary>
    public int ReturnTicksOf(CrateContent kind) => TicksOf(Pickups[(int)kind].ReturnSeconds, int.MaxValue);

    /// <summary>Goes over to a version; costs nothing when it is the present one.</summary>
    public void Use(ContentSet content)
    {
        if (ReferenceEquals(content, _content)) return;
        _content = content;
        Ship = content.Of(ArenaContent.Ship);
        Weapon = WeaponOf(content);
        Pickups = content.Of(ArenaContent.Pickups);
        Spawns = content.Of(ArenaContent.Spawns);
        Walls.Use(content.Of(ArenaContent.Walls), content.Of(ArenaContent.Barriers));
        AccelerationPerTick = Ship.Acceleration / _tickRateHz;
        DashTicks = TicksOf(Ship.DashSeconds, 63);             // the numbers are what the components hold
        DashCooldownTicks = TicksOf(Ship.DashCooldownSeconds, 255);
        FireCooldownTicks = TicksOf(Weapon.CooldownSeconds, 63);
        ShotTicks = TicksOf(Weapon.ShotSeconds, 255);
        RespawnTicks = TicksOf(Ship.RespawnSeconds, 511);
        GhostAfterTicks = TicksOf(Ship.GhostAfterSeconds, int.MaxValue);
    }

    private int TicksOf(float seconds, int max) => Math.Min(max, ArenaMotion.TicksOf(seconds, _tickRateHz));
}
