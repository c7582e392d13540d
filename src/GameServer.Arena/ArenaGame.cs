using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>
/// Two teams of ships in a walled field: fly, dash, shoot, pick up crates, earn and spend, die, come back. The example to start a game from, the subject of most tests, and what load
/// tests play. All that decides a tick lives in the world; this object keeps only constants and scratch memory.
/// </summary>
public class ArenaGame : IGame
{
    private readonly ShipGrid _grid;
    private readonly ArenaMotion _motion;
    private readonly float _fieldSize;
    private readonly LineOfSight? _sight;   // walls, or none
    private readonly ArenaTuning _tuning;
    private readonly int _promiseTicks;

    /// <summary>An arena for rooms of this tick rate, on a field that grows with the room's seats.</summary>
    public ArenaGame(int tickRateHz)
        : this(tickRateHz, fieldSize: 0, hasWalls: false)
    {
    }

    /// <summary>An arena on a field of its own size.</summary>
    /// <param name="tickRateHz">1..128.</param>
    /// <param name="fieldSize">Side of the field in units; 0 lets it grow with the room's seats.</param>
    public ArenaGame(int tickRateHz, float fieldSize)
        : this(tickRateHz, fieldSize, hasWalls: false)
    {
    }

    private protected ArenaGame(int tickRateHz, float fieldSize, bool hasWalls)
    {
        _fieldSize = fieldSize;
        _motion = new ArenaMotion(tickRateHz);
        _tuning = _motion.Tuning;
        _sight = hasWalls ? new LineOfSight(_tuning) : null;
        Outline = new ArenaOutline(_tuning, hasWalls, SizeOf);
        _grid = new ShipGrid(tickRateHz, _tuning);
        _promiseTicks = ArenaMotion.TicksOf(ArenaRules.PromiseSeconds, tickRateHz);
    }

    public GameSchema Schema => ArenaSchema.Schema;

    public IRelevancy? RelevancyRule => _sight;

    public IProfileRules? ProfileRules => ArenaProfileRules.Instance;

    public LatencyBudget? LatencyBudget => ArenaRules.LatencyBudget;

    public ContentDeclaration? Content => ArenaContent.Declaration;

    public IRoomOutline? Outline { get; }

    /// <summary>Side of the square field: it grows with the room's seats, so that a full room is equally crowded at any size.</summary>
    public static float FieldSize(int playerCapacity) => Math.Clamp(MathF.Sqrt(playerCapacity * ArenaRules.AreaPerPlayer), ArenaRules.FieldSizeMin, ArenaRules.WorldSize);

    public void Start(World world)
    {
        _tuning.Use(world.Content);
        for (int team = 0; team < ArenaRules.Teams; team++)
        {
            EntityId score = world.Spawn(ArenaSchema.Score);
            world.Get(ArenaSchema.Standing, score).Team = team;
        }

        int crates = Math.Max(4, (int)(world.PlayerCapacity / ArenaRules.PlayersPerCrate));
        for (int i = 0; i < crates; i++)
        {
            EntityId crate = world.Spawn(ArenaSchema.Pickup);
            if (crate.IsNone) return;
            PlaceAtRandom(world, ref world.Get(ArenaSchema.Body, crate));
            world.Get(ArenaSchema.Crate, crate) = new Crate { Content = (CrateContent)(i & 1), IsPresent = true };
        }
    }

    public void ContentChanged(World world) => _tuning.Use(world.Content);

    public void PlayerJoined(World world, PlayerSlot player, string name)
    {
        EntityId ship = world.Spawn(ArenaSchema.Ship, player);
        if (ship.IsNone) return;
        world.Get(ArenaSchema.Pilot, ship).Team = player.Value % ArenaRules.Teams;
        ArenaShop.Equip(world, player, ship);
        Launch(world, ship.Slot);
        world.SetFocus(player, ship);
    }

    public void PlayerLeft(World world, PlayerSlot player)
    {
        EntityId ship = world.FocusOf(player);
        if (world.IsAlive(ship)) ArenaShop.Save(world, player, ship);
        world.Destroy(ship);
        world.SetFocus(player, EntityId.None);
    }

    public void PlayerInterrupted(World world, PlayerSlot player)
    {
        EntityId ship = world.FocusOf(player);
        if (world.IsAlive(ship)) world.Get(ArenaSchema.Absence, ship).Ticks = 1;
    }

    public void PlayerReturned(World world, PlayerSlot player)
    {
        EntityId ship = world.FocusOf(player);
        if (!world.IsAlive(ship)) return;
        world.Get(ArenaSchema.Absence, ship).Ticks = 0;
        ref Vitals vitals = ref world.Get(ArenaSchema.Vitals, ship);
        if (vitals.State == ShipState.Ghost) vitals.State = ShipState.Flying;
    }

    public CommandResult Command(World world, PlayerSlot player, ReadOnlySpan<byte> command) => ArenaShop.Buy(world, player, command);

    public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields)
    {
        EntityId ship = world.FocusOf(player);
        if (world.IsAlive(ship)) world.Get(ArenaSchema.Command, ship).Input = ArenaInputCodec.Instance.Apply(fields);
    }

    public void Tick(World world)
    {
        float size = SizeOf(world);
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            if (world.IsAlive(slot)) Fly(world, slot, size);
        }

        _grid.Build(world);
        MoveShots(world, size);
        TendCrates(world);
        SaveEarnings(world);
    }

    private float SizeOf(World world) => _fieldSize > 0 ? _fieldSize : FieldSize(world.PlayerCapacity);

    private void PlaceAtRandom(World world, ref Body body)
    {
        float size = SizeOf(world);
        body.X = world.Prng.NextFloat(1, size - 1);
        body.Y = world.Prng.NextFloat(1, size - 1);
    }

    // One of the team's spawns, or anywhere when it has none.
    private void PlaceShip(World world, ref Body body, int team)
    {
        int count = 0;
        foreach (SpawnContent spawn in _tuning.Spawns.All) count += spawn.Team == team ? 1 : 0;
        if (count == 0)
        {
            PlaceAtRandom(world, ref body);
            return;
        }

        float size = SizeOf(world);
        int chosen = world.Prng.NextInt(count);
        foreach (SpawnContent spawn in _tuning.Spawns.All)
        {
            if (spawn.Team != team || chosen-- > 0) continue;
            body.X = Math.Clamp((spawn.X * size) + world.Prng.NextFloat(-spawn.Spread, spawn.Spread), 1, size - 1);
            body.Y = Math.Clamp((spawn.Y * size) + world.Prng.NextFloat(-spawn.Spread, spawn.Spread), 1, size - 1);
            return;
        }
    }

    private void Launch(World world, ushort slot)
    {
        PlaceShip(world, ref world.Column(ArenaSchema.Body)[slot], world.Column(ArenaSchema.Pilot)[slot].Team);
        world.Column(ArenaSchema.Vitals)[slot] = new Vitals { Health = ArenaShop.HealthOf(world.Column(ArenaSchema.Purse)[slot]), State = ShipState.Flying };
        world.Column(ArenaSchema.Loadout)[slot] = new Loadout { Ammo = ArenaRules.AmmoMax };
        world.Column(ArenaSchema.Helm)[slot] = default;
    }

    private void Fly(World world, ushort slot, float size)
    {
        ShipModel ship = new()
        {
            Body = world.Column(ArenaSchema.Body)[slot],
            Vitals = world.Column(ArenaSchema.Vitals)[slot],
            Loadout = world.Column(ArenaSchema.Loadout)[slot],
            Helm = world.Column(ArenaSchema.Helm)[slot],
        };
        ArenaInput input = world.Column(ArenaSchema.Command)[slot].Input;
        bool fires = _motion.Fly(ref ship, input, world.Tick, size);
        world.Column(ArenaSchema.Body)[slot] = ship.Body;
        world.Column(ArenaSchema.Vitals)[slot] = ship.Vitals;
        world.Column(ArenaSchema.Loadout)[slot] = ship.Loadout;
        world.Column(ArenaSchema.Helm)[slot] = ship.Helm;
        if (fires) Shoot(world, slot, input.Aim);
        ref Absence absence = ref world.Column(ArenaSchema.Absence)[slot];
        if (absence.Ticks > 0) MissPilot(ref absence, ref world.Column(ArenaSchema.Vitals)[slot], ref world.Column(ArenaSchema.Helm)[slot]);
        else if (ship.Vitals.State == ShipState.Dead && ship.Helm.RespawnTicks == 0) Launch(world, slot);
    }

    // What is dead stays so until somebody flies it again.
    private void MissPilot(ref Absence absence, ref Vitals vitals, ref Helm helm)
    {
        if (absence.Ticks++ < _tuning.GhostAfterTicks || vitals.State == ShipState.Dead) return;
        vitals.State = ShipState.Ghost;
        helm.VelocityX = helm.VelocityY = 0;
        helm.DashTicks = 0;
    }

    private static void Shoot(World world, ushort slot, float heading)
    {
        EntityId shot = world.Spawn(ArenaSchema.Projectile, world.OwnerOf(slot));
        if (shot.IsNone) return;
        world.Get(ArenaSchema.Body, shot) = ArenaMotion.Muzzle(world.Column(ArenaSchema.Body)[slot], heading);
        world.Get(ArenaSchema.Shot, shot).Team = world.Column(ArenaSchema.Pilot)[slot].Team;
        world.Get(ArenaSchema.Flight, shot) = new Flight { Heading = heading, FiredAt = (byte)world.Tick.Value };
        world.Get(ArenaSchema.Origin, shot) = new ShotOrigin
        {
            Shooter = world.IdOf(slot),
            LagTicks = world.OwnerOf(slot) is { } pilot ? world.Rewind.Grant(pilot) : 0,
        };
    }

    private void MoveShots(World world, float size)
    {
        Span<Body> bodies = world.Column(ArenaSchema.Body);
        ReadOnlySpan<Flight> flights = world.Column(ArenaSchema.Flight);
        ReadOnlySpan<Shot> shots = world.Column(ArenaSchema.Shot);
        ReadOnlySpan<ShotOrigin> origins = world.Column(ArenaSchema.Origin);
        float reach = ArenaRules.ShipRadius + _tuning.Weapon.ShotRadius;
        foreach (ushort slot in world.Slots(ArenaSchema.Projectile))
        {
            ref Body body = ref bodies[slot];
            float fromX = body.X;
            float fromY = body.Y;
            bool gone = !_motion.Fly(ref body, flights[slot], world.Tick, size);
            gone = gone || (_sight is not null && _tuning.Walls.Hide(fromX, fromY, body.X, body.Y, 0));
            if (!gone && _grid.TryHit(world, body.X, body.Y, reach, shots[slot].Team, origins[slot].LagTicks, out ushort hit))
            {
                Damage(world, hit, origins[slot].Shooter);
                gone = true;
            }

            if (gone) world.Destroy(world.IdOf(slot));
        }
    }

    private void Damage(World world, ushort slot, EntityId shooter)
    {
        if (world.IsAlive(shooter)) ArenaShop.Earn(world, shooter);
        ref Vitals vitals = ref world.Column(ArenaSchema.Vitals)[slot];
        vitals.Health -= _tuning.Weapon.Damage;
        if (vitals.Health > 0) return;
        vitals.Health = 0;
        vitals.State = ShipState.Dead;
        world.Column(ArenaSchema.Helm)[slot].RespawnTicks = _tuning.RespawnTicks;
        if (!world.IsAlive(shooter)) return;
        ref Pilot killer = ref world.Get(ArenaSchema.Pilot, shooter);
        killer.Score++;
        foreach (ushort score in world.Slots(ArenaSchema.Score))
        {
            ref Standing standing = ref world.Column(ArenaSchema.Standing)[score];
            if (standing.Team == killer.Team) standing.Points += Mutations.Has(Mutation.CountKillTwice) ? 2 : 1;
        }
    }

    // Ships take turns, so that no tick saves them all.
    private void SaveEarnings(World world)
    {
        foreach (ushort slot in world.Slots(ArenaSchema.Ship))
        {
            bool isDue = (world.Tick.Value + slot) % (uint)_promiseTicks == 0;
            if (isDue && world.IsAlive(slot) && world.OwnerOf(slot) is { } pilot) ArenaShop.Save(world, pilot, world.IdOf(slot));
        }
    }

    private void TendCrates(World world)
    {
        ReadOnlySpan<Body> bodies = world.Column(ArenaSchema.Body);
        Span<Crate> crates = world.Column(ArenaSchema.Crate);
        foreach (ushort slot in world.Slots(ArenaSchema.Pickup))
        {
            ref Crate crate = ref crates[slot];
            if (!crate.IsPresent)
            {
                crate.IsPresent = --crate.ReturnTicks <= 0;
                continue;
            }

            const int AnyTeam = -1;
            if (!_grid.TryHit(world, bodies[slot].X, bodies[slot].Y, _tuning.Pickups[(int)crate.Content].Radius + ArenaRules.ShipRadius, AnyTeam, 0, out ushort taker)) continue;
            crate.IsPresent = false;
            crate.ReturnTicks = _tuning.ReturnTicksOf(crate.Content);
            Take(world, taker, crate.Content);
        }
    }

    private void Take(World world, ushort slot, CrateContent content)
    {
        ref Vitals vitals = ref world.Column(ArenaSchema.Vitals)[slot];
        ref Loadout loadout = ref world.Column(ArenaSchema.Loadout)[slot];
        if (content == CrateContent.Health) vitals.Health = Math.Min(ArenaShop.HealthOf(world.Column(ArenaSchema.Purse)[slot]) + (Mutations.Has(Mutation.Overheal) ? 1 : 0), vitals.Health + _tuning.Pickups[(int)content].Amount);
        else loadout.Ammo = Math.Min(ArenaRules.AmmoMax, loadout.Ammo + _tuning.Pickups[(int)content].Amount);
    }
}
