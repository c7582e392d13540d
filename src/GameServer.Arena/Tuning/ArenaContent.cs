using System.Collections.Generic;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>What of the arena can be changed while it is played.</summary>
public static class ArenaContent
{
    private const int BarriersMax = 64;   // each is looked at for every shot and every pair of ships

    public static readonly ContentKey<ShipContent> Ship;
    public static readonly ContentTableKey<WeaponContent> Weapons;
    public static readonly ContentTableKey<PickupContent> Pickups;
    public static readonly ContentKey<WallsContent> Walls;
    public static readonly ContentTableKey<BarrierContent> Barriers;
    public static readonly ContentTableKey<SpawnContent> Spawns;

    public static readonly ContentDeclaration Declaration;

    static ArenaContent()
    {
        ContentDeclarationBuilder builder = new("arena");
        Ship = builder.Single<ShipContent>("ship");
        Weapons = builder.Table(
            "weapons",
            ("blaster", new WeaponContent()),
            ("lance", new WeaponContent { Damage = 50, ShotSpeed = 40, ShotSeconds = 0.6f, ShotRadius = 0.1f, CooldownSeconds = 1 }));
        Pickups = builder.Table("pickups", ("health", new PickupContent { Amount = ArenaRules.CrateHealth }), ("ammo", new PickupContent()));   // in the order of CrateContent
        Walls = builder.Single<WallsContent>("walls");
        Barriers = builder.Table<BarrierContent>("barriers");
        Spawns = builder.Table<SpawnContent>("spawns");
        Declaration = builder.Build(Rules);
    }

    private static IEnumerable<ContentProblem> Rules(ContentSet content)
    {
        ShipContent ship = content.Of(Ship);
        if (ship.DashSpeed < ship.Speed) yield return new ContentProblem("ship.dashSpeed", $"is {ContentValue.Of(ship.DashSpeed)}, slower than ships fly anyway");
        WallsContent walls = content.Of(Walls);
        bool staysInside = (walls.Length / 2) + walls.Wander <= ArenaWalls.Pitch / 2f;
        if (!staysInside) yield return new ContentProblem("walls.length", $"is {ContentValue.Of(walls.Length)}: half of it and wander leave the lattice square, half of which is {ArenaWalls.Pitch / 2}");
        int barriers = content.Of(Barriers).Count;
        if (barriers > BarriersMax) yield return new ContentProblem("barriers", $"has {barriers} rows; {BarriersMax} are possible");
    }
}
