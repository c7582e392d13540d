using System;
using System.Collections.Generic;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Tests.Property.Model;
using Xunit;

namespace GameServer.Tests.Property;

/// <summary>
/// No bit of what is hidden is ever sent. Two rooms of one seed differ only in what a player may not see, from the moment it is hidden; if the player's packets are the same to the bit, lost and late
/// acknowledgements included, then nothing hidden has any influence on them.
/// </summary>
public sealed class LeakTests
{
    private const int HideTick = 60;
    private const int RevealTick = 360;

    public static TheoryData<ulong> SeedBlock => Seeds.Block(25);

    [Theory, MemberData(nameof(SeedBlock))]
    public void What_is_hidden_has_no_influence_on_any_packet(ulong seed)
    {
        LeakRoom first = new(seed, secret: 1);
        LeakRoom second = new(seed, secret: 2);
        for (int tick = 1; tick < RevealTick; tick++)
        {
            first.Step(tick);
            second.Step(tick);
            Assert.True(first.Digest == second.Digest, $"SEED={seed}: packets of tick {tick} differ");
        }

        Assert.NotEqual(first.HiddenState, second.HiddenState);
        Assert.True(first.ShownBefore >= 3, $"SEED={seed}: {first.ShownBefore} of the hidden were ever shown");
        Assert.True(first.PacketCount > RevealTick / 2);

        // The test can fail: once the hidden may be seen again, the packets part.
        for (int tick = RevealTick; tick < RevealTick + 30; tick++)
        {
            first.Step(tick);
            second.Step(tick);
        }

        Assert.NotEqual(first.Digest, second.Digest);
    }

    /// <summary>One viewer, a crowd it sees, and a thing for each way of being hidden.</summary>
    private sealed class LeakRoom : ISnapshotSink
    {
        private readonly LeakGame _game;
        private readonly RoomSimulation _room;
        private readonly RoomReplication _replication;
        private readonly Viewer _viewer;
        private readonly ReplicatedWorld _view;
        private readonly SnapshotScratch _scratch = new();
        private readonly SnapshotReader _reader;
        private readonly Queue<(byte[] Packet, int Arrival)> _underway = new();
        private readonly HashSet<ushort> _goneSlots = [];
        private readonly HashSet<ushort> _shown = [];
        private Prng _prng;
        private int _tick;

        public LeakRoom(ulong seed, ulong secret)
        {
            _prng = Prng.For(seed, "channel");
            _game = new LeakGame(secret);
            _room = new RoomSimulation(_game, 128, 3, seed);
            _replication = new RoomReplication(_room, new ReplicationOptions { BytesPerSecond = 4_000 + (int)(seed % 7 * 5_000), HashPeriodSeconds = 0.2 }, 30, NoStageClock.Instance);
            for (int i = 0; i < 3; i++) _room.Join("player");
            _viewer = _replication.AddViewer(new PlayerSlot(0), 0);
            _view = new ReplicatedWorld(ModelSchema.Schema, 128);
            _reader = new SnapshotReader(_view, _scratch);
        }

        public ulong Digest { get; private set; }

        public int PacketCount { get; private set; }

        public int ShownBefore => _shown.Count;

        public ulong HiddenState => _game.HiddenState(_room.World);

        public void Step(int tick)
        {
            _tick = tick;
            _game.IsHiding = tick is >= HideTick and < RevealTick;
            _room.Step();
            _replication.BeginTick();
            _replication.Publish(_viewer, new InputFeedback(true, 2), this);
            while (_underway.TryPeek(out (byte[] Packet, int Arrival) next) && next.Arrival <= tick) Receive(_underway.Dequeue().Packet);
            if (_prng.NextChance(0.8)) _viewer.Acknowledge(_reader.Acks, _room.Tick);
            foreach (ushort slot in _game.Hidden)
            {
                bool isHeld = _view.TryFind(slot, out _);
                if (isHeld && tick < HideTick) _shown.Add(slot);
                if (!isHeld && _game.IsHiding && tick > HideTick) _goneSlots.Add(slot);
            }
        }

        public void Send(Viewer viewer, ReadOnlySpan<byte> packet)
        {
            PacketCount++;
            foreach (byte value in packet) Digest = StateHasher.Combine(Digest, value);
            Digest = StateHasher.Combine(Digest, (uint)packet.Length);
            if (_prng.NextChance(0.85)) _underway.Enqueue((packet.ToArray(), _tick + 3));
        }

        private void Receive(byte[] packet)
        {
            if (_reader.Read(packet, out SnapshotInfo info) != SnapshotResult.Applied) return;
            Assert.True(info.HashMatched);
            if (!_game.IsHiding) return;
            foreach (ref readonly SnapshotScratch.StagedEntity staged in _scratch.Entities.AsSpan(0, info.EntityCount))
            {
                bool tells = staged.Operation != EntityOperation.Remove;
                Assert.False(tells && _goneSlots.Contains(staged.Entity.Slot), $"tick {_tick}: slot {staged.Entity.Slot} is named though it is hidden");
            }
        }
    }

    /// <summary>Walkers around the viewer move by the room's chance; what is hidden moves, changes and dies by a secret of the run.</summary>
    private sealed class LeakGame(ulong secret) : IGame, IRelevancy
    {
        private static readonly EntityKind Walker = Kind("walker");

        private readonly List<EntityId> _crowd = [];
        private readonly List<EntityId> _hidden = [];   // altogether hidden
        private readonly List<EntityId> _guarded = [];  // in view, with fields that are not for the viewer
        private Prng _secret = new(secret);
        private EntityId _ruled;
        private EntityId _rider;
        private EntityId _mount;
        private EntityId _far;
        private EntityId _banner;

        public bool IsHiding { get; set; }

        public IEnumerable<ushort> Hidden
        {
            get
            {
                foreach (EntityId entity in _hidden) yield return entity.Slot;
            }
        }

        public GameSchema Schema => ModelSchema.Schema;

        public IRelevancy RelevancyRule => this;

        public void Start(World world)
        {
            EntityId own = world.Spawn(Walker, new PlayerSlot(0));
            world.SetFocus(new PlayerSlot(0), own);
            Place(world, own, 200, 200);
            for (int i = 0; i < 12; i++)
            {
                EntityId walker = world.Spawn(Walker, i < 6 ? new PlayerSlot(1) : null);
                Place(world, walker, 150 + (8 * i), 210);
                (i < 6 ? _guarded : _crowd).Add(walker);
            }

            _ruled = Hide(world, Walker, null);
            _rider = Hide(world, Kind("lamp"), null);
            _mount = Hide(world, Kind("rock"), null);
            _far = Hide(world, Walker, null);
            _banner = Hide(world, Kind("banner"), null);
            Hide(world, Kind("hand"), new PlayerSlot(1));
            world.SetParent(_rider, _mount);
            world.SetTeam(_banner, 1);
            world.SetTeam(new PlayerSlot(0), 1);
            world.SetTeam(new PlayerSlot(1), 1);
        }

        public void PlayerJoined(World world, PlayerSlot player, string name)
        {
        }

        public void PlayerLeft(World world, PlayerSlot player)
        {
        }

        public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields)
        {
        }

        public void Tick(World world)
        {
            foreach (EntityId walker in _crowd) Wander(world, walker, ref world.Prng);
            foreach (EntityId walker in _guarded) Wander(world, walker, ref world.Prng);
            if (world.Tick.Value == HideTick) Part(world);
            if (!IsHiding) return;

            // Only now do the two runs differ: everything a hidden thing can do, and the guarded fields of what is in view.
            foreach (EntityId entity in _hidden)
            {
                if (!world.IsAlive(entity)) continue;
                Scramble(world, entity, inPlace: entity != _ruled && entity != _rider);
            }

            foreach (EntityId walker in _guarded)
            {
                Randomize(world, ModelSchema.Secret, walker);
                Randomize(world, ModelSchema.Orders, walker);
            }
        }

        public bool Judges(EntityKind kind) => true;

        public void BeginTick(World world)
        {
        }

        public void Judge(World world, PlayerSlot player, ReadOnlySpan<ushort> slots, Span<bool> shown)
        {
            for (int i = 0; i < slots.Length; i++) shown[i] = !IsHiding || (slots[i] != _ruled.Slot && slots[i] != _rider.Slot);
        }

        public ulong HiddenState(World world)
        {
            ulong sum = 0;
            foreach (EntityId entity in _hidden) sum = StateHasher.Combine(sum, System.Runtime.InteropServices.MemoryMarshal.Cast<Ints, int>(world.Column(ModelSchema.Spot).Slice(entity.Slot, 1)));
            return sum;
        }

        private static EntityKind Kind(string name) => Array.Find(ModelSchema.Schema.Kinds.ToArray(), kind => kind.Name == name)!;

        private static void Place(World world, EntityId entity, int x, int y)
        {
            world.Get(ModelSchema.Spot, entity)[0] = x;
            world.Get(ModelSchema.Spot, entity)[1] = y;
        }

        private EntityId Hide(World world, EntityKind kind, PlayerSlot? owner)
        {
            EntityId entity = world.Spawn(kind, owner);
            Place(world, entity, 210, 190);
            _hidden.Add(entity);
            return entity;
        }

        // At the same tick in both runs: out of sight, out of the team.
        private void Part(World world)
        {
            Place(world, _far, 900, 900);
            Place(world, _mount, 800, 100);
            world.SetTeam(new PlayerSlot(0), 2);
        }

        private static void Wander(World world, EntityId entity, ref Prng prng)
        {
            if (!prng.NextChance(0.5)) return;
            ref Ints spot = ref world.Get(ModelSchema.Spot, entity);
            spot[0] = Math.Clamp(spot[0] + prng.NextInt(-9, 10), 100, 300);
            spot[1] = Math.Clamp(spot[1] + prng.NextInt(-9, 10), 100, 300);
        }

        private void Scramble(World world, EntityId entity, bool inPlace)
        {
            foreach (KindComponent component in world.KindOf(entity.Slot).Components)
            {
                if (!ReferenceEquals(component.Key, ModelSchema.Spot)) Randomize(world, (ComponentKey<Ints>)component.Key, entity);
            }

            // Hidden by the rule: anywhere, beside the viewer too. Hidden by distance: anywhere beyond it.
            if (inPlace) Place(world, entity, 700 + _secret.NextInt(300), _secret.NextInt(1000));
            else Place(world, entity, _secret.NextInt(1000), _secret.NextInt(1000));
        }

        private void Randomize(World world, ComponentKey<Ints> component, EntityId entity)
        {
            Span<int> fields = ModelSchema.Fields(world, component, entity.Slot);
            for (int i = 0; i < fields.Length; i++) fields[i] = ModelSchema.AnyValue(component.Schema!.Fields[i], ref _secret);
        }
    }
}
