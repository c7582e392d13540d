using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// A room's state: entities and their components as columns, one seeded random stream, the tick. A game reads and writes it only inside its
/// <see cref="IGame"/> methods. Everything that decides the next tick lives in here, so that the world can be hashed, saved and replayed.
/// </summary>
public sealed class World
{
    private const ushort Nobody = ushort.MaxValue;
    private const byte NoTeam = byte.MaxValue;
    private const byte OwnersTeam = byte.MaxValue - 1;

    private readonly ComponentStore[] _stores;
    private readonly ushort[] _generations;
    private readonly byte[] _kinds;
    private readonly bool[] _alive;
    private readonly ushort[] _owners;
    private readonly byte[] _teams;          // by slot; OwnersTeam where the entity has none of its own
    private readonly byte[] _playerTeams;    // by seat
    private readonly Tick[] _spawnTicks;
    private readonly SlotList[] _aliveByKind;
    private readonly SlotPool _slots;
    private readonly SlotList _destroyed;
    private readonly EntityId[] _focus;
    private readonly ParentLinks _parents;

    private PlayerSlot? _joining;
    private ReadOnlyMemory<byte> _joiningProfile;
    private Prng _prng;   // a mutable struct: handed out by reference only, a copy would repeat its draws

    /// <summary>An empty world.</summary>
    /// <param name="schema">The game's declaration.</param>
    /// <param name="entityCapacity">Entities alive at once, 1..65,535. Destroyed ones hold their slot for 64 more ticks.</param>
    /// <param name="playerCapacity">Seats, 1..65,535.</param>
    /// <param name="seed">Where the random stream starts.</param>
    public World(GameSchema schema, int entityCapacity, int playerCapacity, ulong seed)
    {
        Check.That(entityCapacity is > 0 and <= Limits.EntityCapacityMax);
        Check.That(playerCapacity is > 0 and <= Limits.PlayerCapacityMax);
        Schema = schema;
        EntityCapacity = entityCapacity;
        PlayerCapacity = playerCapacity;
        _stores = new ComponentStore[schema.Components.Length];
        for (int i = 0; i < _stores.Length; i++) _stores[i] = schema.Components[i].CreateStore(entityCapacity);
        _generations = new ushort[entityCapacity];
        _kinds = new byte[entityCapacity];
        _alive = new bool[entityCapacity];
        _owners = new ushort[entityCapacity];
        _teams = new byte[entityCapacity];
        _playerTeams = new byte[playerCapacity];
        Array.Fill(_playerTeams, NoTeam);
        _spawnTicks = new Tick[entityCapacity];
        _aliveByKind = new SlotList[schema.Kinds.Length];
        for (int i = 0; i < _aliveByKind.Length; i++) _aliveByKind[i] = new SlotList(entityCapacity);
        _slots = new SlotPool(entityCapacity);
        _destroyed = new SlotList(entityCapacity);
        _focus = new EntityId[playerCapacity];
        _parents = new ParentLinks(entityCapacity);
        _prng = Prng.For(seed, "world");
        Effects = new WorldEffects(playerCapacity);
    }

    /// <summary>The game's declaration.</summary>
    public GameSchema Schema { get; }

    /// <summary>Largest number of entities alive at once.</summary>
    public int EntityCapacity { get; }

    /// <summary>Number of seats.</summary>
    public int PlayerCapacity { get; }

    /// <summary>The tick being simulated; between ticks, the last one finished.</summary>
    public Tick Tick { get; internal set; }

    /// <summary>Entities alive.</summary>
    public int EntityCount { get; private set; }

    /// <summary>Spawns that found no free slot since the start.</summary>
    public long SpawnsRefused { get; private set; }

    /// <summary>The past as players saw it, for judging their actions.</summary>
    public Rewind Rewind { get; internal set; } = null!;

    /// <summary>What the tick being simulated has promised to players' records; between ticks, what the last one did.</summary>
    public WorldEffects Effects { get; }

    /// <summary>
    /// The game's content in the version this room runs with: one for a whole tick. Changed between two ticks by the operator, written to the room's log, and the same in a replay.
    /// </summary>
    public ContentSet Content { get; internal set; } = ContentSet.None;

    /// <summary>The room's random stream; draw from it inside game methods only, in a fixed order.</summary>
    public ref Prng Prng => ref _prng;

    /// <summary>One past the highest slot ever used: no column holds anything beyond it.</summary>
    internal int SlotCount => _slots.HighWater;

    internal ReadOnlySpan<ushort> Generations => _generations;

    /// <summary>Index of its kind, by slot.</summary>
    internal ReadOnlySpan<byte> KindIndexes => _kinds;

    /// <summary>Whether something lives there, by slot.</summary>
    internal ReadOnlySpan<bool> Living => _alive;

    /// <summary>Grows whenever somebody's circle may have changed.</summary>
    internal int TeamChanges { get; private set; }

    internal bool HasParents => _parents.Count > 0;

    /// <summary>Creates an entity with all its components at default.</summary>
    /// <param name="kind">What it is made of.</param>
    /// <param name="owner">The player it belongs to, if any; sees its owner-only fields.</param>
    /// <returns>Its id, or <see cref="EntityId.None"/> when the room is full; that is counted, never thrown.</returns>
    public EntityId Spawn(EntityKind kind, PlayerSlot? owner = null)
    {
        if (!_slots.TryTake(Tick, out ushort slot))
        {
            SpawnsRefused++;
            return EntityId.None;
        }

        ushort generation = (ushort)(_generations[slot] + 1);
        _generations[slot] = generation == 0 ? (ushort)1 : generation;
        _kinds[slot] = (byte)kind.Index;
        _alive[slot] = true;
        _owners[slot] = owner?.Value ?? Nobody;
        _teams[slot] = OwnersTeam;
        _parents.Reset(slot);
        _spawnTicks[slot] = Tick;
        _aliveByKind[kind.Index].Add(slot);
        foreach (ComponentKey key in kind.Keys) _stores[key.Index].Clear(slot);
        EntityCount++;
        return new EntityId(slot, _generations[slot]);
    }

    /// <summary>
    /// Ends an entity. It stays in the lists being walked until the tick is over, with <see cref="IsAlive(ushort)"/> false from now on. Doing it twice is
    /// harmless.
    /// </summary>
    public void Destroy(EntityId entity)
    {
        if (!IsAlive(entity)) return;
        _alive[entity.Slot] = false;
        _destroyed.Add(entity.Slot);
        _parents.Detach(entity.Slot);
        EntityCount--;
    }

    /// <summary>True until the entity is destroyed; false for ids of former owners of a slot and for <see cref="EntityId.None"/>.</summary>
    public bool IsAlive(EntityId entity) => entity.Slot < EntityCapacity && _alive[entity.Slot] && _generations[entity.Slot] == entity.Generation;

    /// <summary>True when some entity lives in the slot.</summary>
    public bool IsAlive(ushort slot) => _alive[slot];

    /// <summary>Slots of the living entities of one kind, and of those destroyed in this tick. Entities spawned meanwhile are not in a list already taken.</summary>
    public ReadOnlySpan<ushort> Slots(EntityKind kind) => _aliveByKind[kind.Index].Slots;

    /// <summary>The id of whatever lives in the slot now.</summary>
    public EntityId IdOf(ushort slot) => new(slot, _generations[slot]);

    /// <summary>What the entity in the slot is made of.</summary>
    public EntityKind KindOf(ushort slot) => Schema.Kinds[_kinds[slot]];

    /// <summary>The player who owns the entity in the slot, if any.</summary>
    public PlayerSlot? OwnerOf(ushort slot) => _owners[slot] == Nobody ? null : new PlayerSlot(_owners[slot]);

    /// <summary>Puts a player, and with them every entity they own that has no team of its own, into a team. A seat that is given up leaves its team.</summary>
    /// <param name="player">The seat.</param>
    /// <param name="team">0..<see cref="Limits.TeamMax"/>, or null for no team.</param>
    public void SetTeam(PlayerSlot player, byte? team)
    {
        _playerTeams[player.Value] = KeyOf(team, NoTeam);
        TeamChanges++;
    }

    /// <summary>Puts an entity into a team of its own, whoever owns it; ids of entities that are gone are ignored.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="team">0..<see cref="Limits.TeamMax"/>, or null: the owner's again.</param>
    public void SetTeam(EntityId entity, byte? team)
    {
        byte key = KeyOf(team, OwnersTeam);
        if (!IsAlive(entity)) return;
        _teams[entity.Slot] = key;
        TeamChanges++;
    }

    /// <summary>The player's team, if any.</summary>
    public byte? TeamOf(PlayerSlot player) => _playerTeams[player.Value] == NoTeam ? null : _playerTeams[player.Value];

    /// <summary>The team of the entity in the slot: its own, else its owner's, if any.</summary>
    public byte? TeamOf(ushort slot) => TeamKeyOf(slot) == NoTeam ? null : TeamKeyOf(slot);

    /// <summary>How close a player stands to an entity. Where the team sees no more than everyone, team-mates count as everyone.</summary>
    public Visibility AudienceOf(ushort slot, PlayerSlot player)
    {
        if (_owners[slot] == player.Value || Mutations.Has(Mutation.LeakOwnerFields)) return Visibility.Owner;
        return KindOf(slot).HasTeamFields && IsTeamMate(slot, player) ? Visibility.Team : Visibility.Everyone;
    }

    /// <summary>
    /// Hangs an entity on another: whoever is shown the child is shown the parent too, and the parent's parent, however far away they are and whatever the game's
    /// <see cref="IRelevancy"/> says of them. A link ends with either of the two.
    /// </summary>
    /// <param name="child">The entity that hangs.</param>
    /// <param name="parent">What it hangs on, of a kind that is relevant by nearness or always; <see cref="EntityId.None"/> lets go.</param>
    /// <returns>False, and nothing changes, when one of them is gone, or the link would close a cycle or a chain of more than <see cref="Limits.ParentDepth"/>.</returns>
    /// <exception cref="ArgumentException">Only the parent's team or owner may see it.</exception>
    public bool SetParent(EntityId child, EntityId parent)
    {
        if (!IsAlive(child)) return false;
        if (parent.IsNone)
        {
            _parents.Detach(child.Slot);
            return true;
        }

        if (!IsAlive(parent)) return false;
        EntityKind kind = KindOf(parent.Slot);
        if (kind.Relevancy is not (Relevancy.Near or Relevancy.Always)) throw new ArgumentException($"A '{kind.Name}' is a secret: as a parent, everyone who sees the child would see it.", nameof(parent));
        return _parents.TryAttach(this, child, parent);
    }

    /// <summary>What the entity in the slot hangs on; <see cref="EntityId.None"/> for nothing, or when that is gone.</summary>
    public EntityId ParentOf(ushort slot)
    {
        EntityId parent = _parents[slot];
        return IsAlive(parent) ? parent : EntityId.None;
    }

    /// <summary>One component of every entity, by slot; slots whose kind lacks it hold rubbish.</summary>
    public Span<T> Column<T>(ComponentKey<T> key)
        where T : unmanaged => ((ComponentStore<T>)_stores[key.Index]).Values;

    /// <summary>One component of one entity; valid until the entity's slot is reused.</summary>
    public ref T Get<T>(ComponentKey<T> key, EntityId entity)
        where T : unmanaged => ref ((ComponentStore<T>)_stores[key.Index]).Values[entity.Slot];

    /// <summary>
    /// Sets what a player looks at: interest follows this entity, and stays where it last was when it dies. Until a player has looked at an entity that has a position,
    /// nothing is near.
    /// </summary>
    public void SetFocus(PlayerSlot player, EntityId entity) => _focus[player.Value] = entity;

    /// <summary>What a player looks at.</summary>
    public EntityId FocusOf(PlayerSlot player) => _focus[player.Value];

    /// <summary>
    /// Promises something to a player's record, which outlives room and server: an item granted, currency spent. It is entered there exactly once, however often the tick is replayed, some
    /// time after the tick can no longer be undone.
    /// </summary>
    /// <param name="player">A seat that is taken, or was until this tick.</param>
    /// <param name="kind">What it is; the game's own number.</param>
    /// <param name="payload">The rest, copied.</param>
    /// <param name="keeping">What becomes of it when the next of its kind is promised to the player.</param>
    /// <returns>
    /// False, and nothing is promised, when the tick has promised as much as it can, or the store has been away for so long that nothing more can be kept for it: then the game must not do what
    /// it wanted to promise. It is counted, and a replay refuses the same.
    /// </returns>
    /// <exception cref="ArgumentException">The payload is longer than <see cref="Limits.EffectBytes"/>.</exception>
    public bool Promise(PlayerSlot player, int kind, ReadOnlySpan<byte> payload, EffectKeeping keeping = EffectKeeping.Each) => Effects.TryAdd(player, kind, payload, keeping);

    /// <summary>
    /// What the player's record said when the player joined, as the game's <see cref="IGame.ProfileRules"/> made it: inside <see cref="IGame.PlayerJoined"/> and of that player only, so take from
    /// it what the match needs. It includes all that was promised to the player before, on this server at least. Empty for players without a record, or when it could not be read.
    /// </summary>
    public ReadOnlySpan<byte> ProfileOf(PlayerSlot player) => _joining == player ? _joiningProfile.Span : default;

    /// <summary>Says whose profile the game may ask for; null for nobody's.</summary>
    internal void ShowProfile(PlayerSlot? player, ReadOnlyMemory<byte> profile)
    {
        _joining = player;
        _joiningProfile = profile;
    }

    /// <summary>The tick in which the present owner of a slot appeared.</summary>
    internal Tick SpawnTickOf(ushort slot) => _spawnTicks[slot];

    internal bool IsOwnedBy(ushort slot, PlayerSlot player) => _owners[slot] == player.Value;

    /// <summary>True for an entity of the player's team; those without a team have no mates.</summary>
    internal bool IsTeamMate(ushort slot, PlayerSlot player)
    {
        byte team = TeamKeyOf(slot);
        return team != NoTeam && team == _playerTeams[player.Value];
    }

    internal ComponentStore StoreOf(ComponentKey key) => _stores[key.Index];

    /// <summary>Ends the tick: what was destroyed in it leaves the lists, and its slots rest until no history mentions them.</summary>
    internal void Sweep()
    {
        foreach (ushort slot in _destroyed.Slots)
        {
            _aliveByKind[_kinds[slot]].Remove(slot);
            _slots.Release(slot, Tick);
        }

        _destroyed.Clear();
    }

    /// <summary>Saves all that decides the ticks to come; between two ticks only.</summary>
    internal void Save(StateWriter state)
    {
        Check.That(_destroyed.Slots.IsEmpty);
        state.Write(Tick);
        state.Write(_prng);
        state.Write(EntityCount);
        state.Write(SpawnsRefused);
        _slots.Save(state);
        state.WriteColumn<ushort>(_generations.AsSpan(0, SlotCount));
        state.WriteColumn<byte>(_kinds.AsSpan(0, SlotCount));
        state.WriteColumn<bool>(_alive.AsSpan(0, SlotCount));
        state.WriteColumn<ushort>(_owners.AsSpan(0, SlotCount));
        state.WriteColumn<byte>(_teams.AsSpan(0, SlotCount));
        state.WriteColumn<Tick>(_spawnTicks.AsSpan(0, SlotCount));
        state.WriteColumn<byte>(_playerTeams);
        state.WriteColumn<EntityId>(_focus);
        _parents.Save(state, SlotCount);
        foreach (SlotList living in _aliveByKind) living.Save(state);
        foreach (ComponentStore store in _stores) store.Save(state, SlotCount);
    }

    /// <summary>Puts a world of the same schema and capacities in the place of this one.</summary>
    internal void Load(ref StateReader state)
    {
        Tick = state.Read<Tick>();
        _prng = state.Read<Prng>();
        EntityCount = state.ReadCount(EntityCapacity);
        SpawnsRefused = state.Read<long>();
        _destroyed.Clear();
        Array.Clear(_alive, 0, _alive.Length);   // whatever lived in this world before
        _slots.Load(ref state);
        state.ReadColumn(_generations.AsSpan(0, SlotCount));
        state.ReadColumn(_kinds.AsSpan(0, SlotCount));
        state.ReadColumn(_alive.AsSpan(0, SlotCount));
        state.ReadColumn(_owners.AsSpan(0, SlotCount));
        state.ReadColumn(_teams.AsSpan(0, SlotCount));
        state.ReadColumn(_spawnTicks.AsSpan(0, SlotCount));
        state.ReadColumn(_playerTeams.AsSpan());
        state.ReadColumn(_focus.AsSpan());
        _parents.Load(ref state, SlotCount);
        foreach (SlotList living in _aliveByKind) living.Load(ref state);
        foreach (ComponentStore store in _stores) store.Load(ref state, SlotCount);
        TeamChanges++;
    }

    private static byte KeyOf(byte? team, byte none)
    {
        if (team > Limits.TeamMax) throw new ArgumentOutOfRangeException(nameof(team), $"Team {team} is above {Limits.TeamMax}.");
        return team ?? none;
    }

    private byte TeamKeyOf(ushort slot)
    {
        byte team = _teams[slot];
        if (team != OwnersTeam) return team;
        return _owners[slot] == Nobody ? NoTeam : _playerTeams[_owners[slot]];
    }
}
