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

    private readonly ComponentStore[] _stores;
    private readonly ushort[] _generations;
    private readonly byte[] _kinds;
    private readonly bool[] _alive;
    private readonly ushort[] _owners;
    private readonly Tick[] _spawnTicks;
    private readonly SlotList[] _aliveByKind;
    private readonly SlotPool _slots;
    private readonly SlotList _destroyed;
    private readonly EntityId[] _focus;

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
        _spawnTicks = new Tick[entityCapacity];
        _aliveByKind = new SlotList[schema.Kinds.Length];
        for (int i = 0; i < _aliveByKind.Length; i++) _aliveByKind[i] = new SlotList(entityCapacity);
        _slots = new SlotPool(entityCapacity);
        _destroyed = new SlotList(entityCapacity);
        _focus = new EntityId[playerCapacity];
        _prng = Prng.For(seed, "world");
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

    /// <summary>The room's random stream; draw from it inside game methods only, in a fixed order.</summary>
    public ref Prng Prng => ref _prng;

    /// <summary>One past the highest slot ever used: no column holds anything beyond it.</summary>
    internal int SlotCount => _slots.HighWater;

    internal ReadOnlySpan<ushort> Generations => _generations;

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

    /// <summary>The tick in which the present owner of a slot appeared.</summary>
    internal Tick SpawnTickOf(ushort slot) => _spawnTicks[slot];

    internal bool IsOwnedBy(ushort slot, PlayerSlot player) => _owners[slot] == player.Value;

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
}
