using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.Bench.Interest;

/// <summary>A room of things that drift at a ship's speed; interest and brute force look at the same ticks in turns. Nothing is written or sent. In CPU time: neighbours on the machine cost less of it than of the wall clock's.</summary>
internal sealed class InterestMeasurement
{
    private readonly InterestOptions _options;
    private readonly RoomSimulation _room;
    private readonly RoomInterest _interest;
    private readonly List<Viewer> _viewers = [];
    private readonly uint[] _found;
    private readonly int _leave;

    private InterestMeasurement(InterestOptions options)
    {
        _options = options;
        DriftingGame game = new(options);
        _room = new RoomSimulation(game, options.Entities, options.Players, 1);
        _interest = new RoomInterest(_room, new ReplicationOptions { FlockViewers = 0 }, 30);
        _found = new uint[options.Entities + DistanceFilter.Slack];
        _leave = game.Schema.Position!.LeaveRadius;
        for (int i = 0; i < options.Players; i++) _viewers.Add(new Viewer(_room.Join("player")!.Value, i, new ReplicationOptions(), 30));
        foreach (Viewer viewer in _viewers) _interest.Add(viewer);
    }

    public static InterestResult Run(InterestOptions options)
    {
        InterestMeasurement run = new(options);
        for (int i = 0; i < 3; i++) run.Play();   // compile, grow, settle
        List<Turn> turns = [];
        for (int i = 0; i < options.Pairs; i++) turns.Add(run.Play());

        double records = 0;
        foreach (Viewer viewer in run._viewers) records += viewer.RecordCount;
        return new InterestResult
        {
            Options = options,
            RecordsMean = records / run._viewers.Count,
            Interest = InterestSpread.Of([.. turns.Select(turn => turn.InterestNs)]),
            Shared = InterestSpread.Of([.. turns.Select(turn => turn.SharedNs)]),
            BruteForce = InterestSpread.Of([.. turns.Select(turn => turn.BruteForceNs)]),
            BruteForceOfEight = InterestSpread.Of([.. turns.Select(turn => turn.OfEightNs)]),
            Ratio = InterestSpread.Of([.. turns.Select(turn => turn.InterestNs / turn.BruteForceNs)]),
            RatioOfEight = InterestSpread.Of([.. turns.Select(turn => turn.InterestNs / turn.OfEightNs)]),
            Machine = Machine.Current,
        };
    }

    private Turn Play()
    {
        Turn sum = default;
        long hits = 0;
        for (int tick = 0; tick < _options.Ticks; tick++)
        {
            _room.Step();
            double start = CpuTime.OfThisProcess().TotalUs;
            _interest.BeginTick();
            double begun = CpuTime.OfThisProcess().TotalUs;
            UpdateAll();
            double updated = CpuTime.OfThisProcess().TotalUs;
            foreach (Viewer viewer in _viewers) hits += TestEveryDistance(viewer, ofSixteen: true);
            double forced = CpuTime.OfThisProcess().TotalUs;
            foreach (Viewer viewer in _viewers) hits += TestEveryDistance(viewer, ofSixteen: false);
            sum = new Turn(
                sum.InterestNs + updated - start, sum.SharedNs + begun - start, sum.BruteForceNs + forced - updated, sum.OfEightNs + CpuTime.OfThisProcess().TotalUs - forced);
        }

        Check.That(hits > 0);
        double perClientTick = 1000 / ((double)_options.Ticks * _viewers.Count);
        return new Turn(sum.InterestNs * perClientTick, sum.SharedNs * perClientTick, sum.BruteForceNs * perClientTick, sum.OfEightNs * perClientTick);
    }

    // As a room does: what the next few clients need is fetched meanwhile.
    private void UpdateAll()
    {
        ReadOnlySpan<Viewer> viewers = CollectionsMarshal.AsSpan(_viewers);
        for (int i = 0; i < viewers.Length; i++)
        {
            if (i % CacheLine.ClientsAhead == 0) Prefetch(viewers.Slice(i, Math.Min(CacheLine.ClientsAhead, viewers.Length - i)));
            _interest.Update(viewers[i]);
        }
    }

    private static void Prefetch(ReadOnlySpan<Viewer> next)
    {
        foreach (Viewer viewer in next) CacheLine.FetchObject(viewer, Viewer.ObjectBytes);
        foreach (Viewer viewer in next) viewer.Prefetch(0);
    }

    /// <summary>The brute force to compare with: every distance of one client, as wide as the machine goes, and the slots within the radius written down in order.</summary>
    private int TestEveryDistance(Viewer viewer, bool ofSixteen)
    {
        PositionSource position = _room.World.Schema.Position!;
        ref int xs = ref MemoryMarshal.GetReference(_room.History.Column(_room.Tick, position.ColumnX));
        ref int ys = ref MemoryMarshal.GetReference(_room.History.Column(_room.Tick, position.ColumnY));
        ushort focus = _room.World.FocusOf(viewer.Player).Slot;
        const int Coarse = 2;   // a quarter of the resolution, so that no square leaves 31 bits
        int limit = (_leave >> Coarse) * (_leave >> Coarse);
        int slots = _room.World.SlotCount;
        ref uint found = ref MemoryMarshal.GetReference(_found.AsSpan());
        int centreX = _room.History.Column(_room.Tick, position.ColumnX)[focus];
        int centreY = _room.History.Column(_room.Tick, position.ColumnY)[focus];
        int count = 0;
        int i = 0;
        if (ofSixteen && Avx512F.IsSupported)
        {
            Vector512<uint> numbers = Vector512<uint>.Indices;
            for (; i + Vector512<int>.Count <= slots; i += Vector512<int>.Count)
            {
                Vector512<int> dx = (Vector512.LoadUnsafe(ref xs, (nuint)i) - Vector512.Create(centreX)) >> Coarse;
                Vector512<int> dy = (Vector512.LoadUnsafe(ref ys, (nuint)i) - Vector512.Create(centreY)) >> Coarse;
                Vector512<int> near = Vector512.LessThanOrEqual((dx * dx) + (dy * dy), Vector512.Create(limit));
                ulong hits = near.ExtractMostSignificantBits();
                if (hits == 0) continue;
                Avx512F.Compress(Vector512<uint>.Zero, near.AsUInt32(), numbers + Vector512.Create((uint)i)).StoreUnsafe(ref found, (nuint)count);
                count += BitOperations.PopCount(hits);
            }
        }

        for (; i + Vector256<int>.Count <= slots; i += Vector256<int>.Count)
        {
            Vector256<int> dx = (Vector256.LoadUnsafe(ref xs, (nuint)i) - Vector256.Create(centreX)) >> Coarse;
            Vector256<int> dy = (Vector256.LoadUnsafe(ref ys, (nuint)i) - Vector256.Create(centreY)) >> Coarse;
            uint hits = Vector256.LessThanOrEqual((dx * dx) + (dy * dy), Vector256.Create(limit)).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1) _found[count++] = (uint)(i + BitOperations.TrailingZeroCount(hits));
        }

        return count;
    }

    private readonly record struct Turn(double InterestNs, double SharedNs, double BruteForceNs, double OfEightNs);

    /// <summary>Points that drift and bounce, the first of them the players'. The field is as large as the wanted crowding needs.</summary>
    private sealed class DriftingGame : IGame
    {
        private const float Speed = ArenaRules.Speed / 30;

        private readonly InterestOptions _options;
        private readonly ComponentKey<Body> _body;
        private readonly ComponentKey<Drift> _drift;
        private readonly EntityKind _thing;
        private readonly float _size;

        public DriftingGame(InterestOptions options)
        {
            _options = options;
            double sight = Math.PI * ArenaRules.EnterRadius * ArenaRules.EnterRadius;
            _size = MathF.Min(ArenaRules.WorldSize, (float)Math.Sqrt(options.Entities * sight / options.Visible));
            GameSchemaBuilder builder = new("drift");
            _body = builder.Component(BodyCodec.Instance);
            _drift = builder.ServerComponent<Drift>("drift");
            _thing = builder.Kind("thing", Relevancy.Near, 1, _body, _drift);
            builder.Interest(_body, 0, 1, ArenaRules.EnterRadius, ArenaRules.LeaveRadius);
            builder.Input(ArenaInputCodec.Instance);
            Schema = builder.Build();
        }

        public GameSchema Schema { get; }

        public void Start(World world)
        {
            for (int i = 0; i < _options.Entities; i++)
            {
                EntityId thing = world.Spawn(_thing);
                world.Get(_body, thing) = new Body { X = world.Prng.NextFloat(0, _size), Y = world.Prng.NextFloat(0, _size) };
                world.Get(_drift, thing) = new Drift { VelocityX = world.Prng.NextFloat(-Speed, Speed), VelocityY = world.Prng.NextFloat(-Speed, Speed) };
            }
        }

        // Players look at things spread over the slots, as they would after a while.
        public void PlayerJoined(World world, PlayerSlot player, string name) => world.SetFocus(player, world.IdOf((ushort)(player.Value * (_options.Entities / _options.Players))));

        public void PlayerLeft(World world, PlayerSlot player)
        {
        }

        public void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields)
        {
        }

        public void Tick(World world)
        {
            Span<Body> bodies = world.Column(_body);
            Span<Drift> drifts = world.Column(_drift);
            foreach (ushort slot in world.Slots(_thing))
            {
                ref Body body = ref bodies[slot];
                ref Drift drift = ref drifts[slot];
                body.X += drift.VelocityX;
                body.Y += drift.VelocityY;
                if (body.X < 0 || body.X > _size) drift.VelocityX = -drift.VelocityX;
                if (body.Y < 0 || body.Y > _size) drift.VelocityY = -drift.VelocityY;
            }
        }

        /// <summary>Units per tick.</summary>
        private struct Drift
        {
            public float VelocityX;
            public float VelocityY;
        }
    }
}
