using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>What is true of an arena after every tick, whatever the players did. Tests and simulated runs ask; the game itself never does.</summary>
public static class ArenaInvariants
{
    /// <summary>Looks at the whole world between two ticks.</summary>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public static string? Check(World world) => CheckShips(world) ?? CheckShots(world) ?? CheckCrates(world) ?? CheckStandings(world) ?? CheckCounts(world);

    /// <summary>Kills of a team's ships that still fly; a pilot who left took their own with them.</summary>
    internal static int KillsOf(World world, int team)
    {
        int kills = 0;
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            Pilot pilot = world.Column(ArenaSchema.Pilot)[slot];
            if (world.IsAlive(slot) && pilot.Team == team) kills += pilot.Score;
        }

        return kills;
    }

    /// <summary>Points of a team; 0 when it has no standing.</summary>
    internal static int PointsOf(World world, int team)
    {
        foreach (ushort slot in world.Slots(ArenaSchema.Score))
        {
            Standing standing = world.Column(ArenaSchema.Standing)[slot];
            if (standing.Team == team) return standing.Points;
        }

        return 0;
    }

    private static string? CheckShips(World world)
    {
        float size = ArenaGame.FieldSize(world.PlayerCapacity);
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            if (!world.IsAlive(slot)) continue;
            Vitals vitals = world.Column(ArenaSchema.Vitals)[slot];
            Loadout loadout = world.Column(ArenaSchema.Loadout)[slot];
            Body body = world.Column(ArenaSchema.Body)[slot];
            if (CheckPurse(world, slot) is { } broken) return broken;
            if (vitals.Health < 0 || vitals.Health > ArenaShop.HealthOf(world.Column(ArenaSchema.Purse)[slot])) return $"ship {slot} has health {vitals.Health}";
            if (vitals.State == ShipState.Dead != (vitals.Health == 0)) return $"ship {slot} is {vitals.State} with health {vitals.Health}";
            if (loadout.Ammo is < 0 or > ArenaRules.AmmoMax) return $"ship {slot} has ammo {loadout.Ammo}";
            if (loadout.DashCooldown is < 0 or > 255) return $"ship {slot} has a dash cooldown of {loadout.DashCooldown}";
            if (!(body.X >= 0 && body.X <= size && body.Y >= 0 && body.Y <= size)) return $"ship {slot} is at {body.X}, {body.Y}, outside the field of {size}";
            if (world.OwnerOf(slot) is not { } owner) return $"ship {slot} belongs to nobody";
            if (world.FocusOf(owner) != world.IdOf(slot)) return $"player {owner} looks at {world.FocusOf(owner)} and owns ship {slot}";
        }

        return null;
    }

    // Credits come from hits and go to purchases, and nowhere else.
    private static string? CheckPurse(World world, ushort slot)
    {
        Purse purse = world.Column(ArenaSchema.Purse)[slot];
        Ledger ledger = world.Column(ArenaSchema.Ledger)[slot];
        if (purse.Credits != ledger.Earned - ArenaShop.SpentOn(purse, ledger)) return $"ship {slot} earned {ledger.Earned} credits, spent {ArenaShop.SpentOn(purse, ledger)} and has {purse.Credits}";
        int bought = purse.Hull - ledger.PlatesBrought + ledger.Refills;
        if (purse.Purchases != bought) return $"ship {slot} made {purse.Purchases} purchases and has {purse.Hull} plates, {ledger.PlatesBrought} of them brought along, and {ledger.Refills} refills";
        if (ledger.Unpromised < 0 || ledger.Unpromised > ledger.Earned) return $"ship {slot} owes {ledger.Unpromised} of {ledger.Earned} credits to its pilot's record";
        return purse.Credits < 0 ? $"ship {slot} has {purse.Credits} credits" : null;
    }

    private static string? CheckShots(World world)
    {
        float shotSeconds = ArenaTuning.WeaponOf(world.Content).ShotSeconds;
        foreach (ushort slot in world.Slots(ArenaSchema.Projectile))
        {
            if (!world.IsAlive(slot)) continue;
            int age = (byte)(world.Tick.Value - (uint)world.Column(ArenaSchema.Flight)[slot].FiredAt);
            if (age > shotSeconds * Limits.TickRateHzMax) return $"shot {slot} still flies after {age} ticks";
            if (world.Column(ArenaSchema.Shot)[slot].Team is < 0 or >= ArenaRules.Teams) return $"shot {slot} is of no team";
        }

        return null;
    }

    private static string? CheckCrates(World world)
    {
        foreach (ushort slot in world.Slots(ArenaSchema.Pickup))
        {
            Crate crate = world.Column(ArenaSchema.Crate)[slot];
            if (!world.IsAlive(slot)) return $"crate {slot} is gone for good";
            if (!crate.IsPresent && crate.ReturnTicks <= 0) return $"crate {slot} is taken and will not return";
        }

        return null;
    }

    private static string? CheckStandings(World world)
    {
        if (world.Slots(ArenaSchema.Score).Length != ArenaRules.Teams) return $"{world.Slots(ArenaSchema.Score).Length} teams keep score";
        for (int team = 0; team < ArenaRules.Teams; team++)
        {
            int kills = KillsOf(world, team);
            int points = PointsOf(world, team);
            if (points < kills) return $"team {team} has {points} points for {kills} kills";
        }

        return null;
    }

    private static string? CheckCounts(World world)
    {
        int count = 0;
        foreach (EntityKind kind in world.Schema.Kinds)
        {
            foreach (ushort slot in world.Slots(kind)) count += world.IsAlive(slot) ? 1 : 0;
        }

        return count == world.EntityCount ? null : $"{count} entities live and {world.EntityCount} are counted";
    }
}
