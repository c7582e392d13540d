using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>What one tick may change: a kill is a point and a point is a kill, a shot costs one round, health is lost in whole hits, a credit is earned by a shot that is gone. Compares the world before and after.</summary>
public sealed class ArenaAudit
{
    private readonly int[] _points = new int[ArenaRules.Teams];
    private readonly int[] _kills = new int[ArenaRules.Teams];
    private readonly EntityId[] _ids;
    private readonly Vitals[] _vitals;
    private readonly int[] _ammo;
    private readonly int[] _earned;
    private long _refused;

    /// <summary>An audit of worlds with this many entities.</summary>
    public ArenaAudit(int entityCapacity)
    {
        _ids = new EntityId[entityCapacity];
        _vitals = new Vitals[entityCapacity];
        _ammo = new int[entityCapacity];
        _earned = new int[entityCapacity];
    }

    /// <summary>Notes the world as <see cref="IGame.Tick"/> finds it.</summary>
    public void Before(World world)
    {
        _refused = world.SpawnsRefused;
        for (int team = 0; team < ArenaRules.Teams; team++)
        {
            _points[team] = ArenaInvariants.PointsOf(world, team);
            _kills[team] = ArenaInvariants.KillsOf(world, team);
        }

        foreach (ushort slot in world.Slots(ArenaSchema.Projectile)) _ids[slot] = world.IdOf(slot);
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            _vitals[slot] = world.Column(ArenaSchema.Vitals)[slot];
            _earned[slot] = world.Column(ArenaSchema.Ledger)[slot].Earned;
            _ammo[slot] = world.Column(ArenaSchema.Loadout)[slot].Ammo;
        }
    }

    /// <summary>Compares with the world as the tick left it.</summary>
    /// <returns>What was not conserved, in words; null when all was.</returns>
    public string? After(World world)
    {
        for (int team = 0; team < ArenaRules.Teams; team++)
        {
            int points = ArenaInvariants.PointsOf(world, team) - _points[team];
            int kills = ArenaInvariants.KillsOf(world, team) - _kills[team];
            if (points != kills) return $"team {team} got {points} points for {kills} kills";
        }

        return CheckHealth(world) ?? CheckAmmo(world) ?? CheckCredits(world);
    }

    private string? CheckHealth(World world)
    {
        int damage = ArenaTuning.WeaponOf(world.Content).Damage;
        int healed = world.Content.Of(ArenaContent.Pickups)[(int)CrateContent.Health].Amount;
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            int lost = _vitals[slot].Health - world.Column(ArenaSchema.Vitals)[slot].Health;
            bool dies = world.Column(ArenaSchema.Vitals)[slot].Health == 0;
            bool explained = lost <= 0 || dies || lost % damage == 0 || (lost + healed) % damage == 0;
            if (!explained) return $"ship {slot} lost {lost} health";
        }

        return null;
    }

    private string? CheckAmmo(World world)
    {
        int spawned = (int)(world.SpawnsRefused - _refused);
        foreach (ushort slot in world.Slots(ArenaSchema.Projectile)) spawned += _ids[slot] == world.IdOf(slot) ? 0 : 1;
        int fired = 0;
        int refilled = 0;
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            if (_vitals[slot].State == ShipState.Dead) continue;
            int spent = _ammo[slot] - world.Column(ArenaSchema.Loadout)[slot].Ammo;
            if (spent > 1) return $"ship {slot} lost {spent} rounds in one tick";
            if (spent == 1) fired++;
            else if (spent < 0 || _ammo[slot] == ArenaRules.AmmoMax) refilled++;   // it may have fired before it found the crate
        }

        bool balanced = spawned >= fired && spawned <= fired + refilled;
        return balanced ? null : $"{fired} rounds were fired and {spawned} shots appeared";
    }

    // Every shot hits once at most, the ones of this tick included.
    private string? CheckCredits(World world)
    {
        int earned = 0;
        foreach (ushort slot in world.Slots(ArenaSchema.Ship)) earned += world.Column(ArenaSchema.Ledger)[slot].Earned - _earned[slot];
        int gone = 0;
        foreach (ushort slot in world.Slots(ArenaSchema.Projectile)) gone += world.IsAlive(slot) ? 0 : 1;
        return earned >= 0 && earned <= gone ? null : $"{earned} credits were earned by {gone} shots";
    }
}
