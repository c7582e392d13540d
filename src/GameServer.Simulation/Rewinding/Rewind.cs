using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// The past as a player saw it, for judging that player's actions: a client shows others where they were half a round trip and an interpolation delay ago, so a shot that hits on
/// the screen must be tested against that moment. How far back is the client's claim, held against the server's own measurement, a budget per player, and a cap. All of it
/// follows from the room's log.
/// </summary>
public sealed class Rewind
{
    private readonly World _world;
    private readonly IPast _past;
    private readonly ViewClaim[] _claims;
    private readonly double[] _spent;        // of each player's budget
    private readonly Tick[] _spentAt;

    internal Rewind(World world, IPast past)
    {
        _world = world;
        _past = past;
        _claims = new ViewClaim[world.PlayerCapacity];
        _spent = new double[world.PlayerCapacity];
        _spentAt = new Tick[world.PlayerCapacity];
    }

    /// <summary>Decides how far to rewind; never null.</summary>
    public IRewindPolicy Policy { get; set; } = FavourTheShooter.Instance;

    /// <summary>Most that is ever granted, in ticks: 250 ms at 30 Hz until the room says otherwise.</summary>
    public double CapTicks { get; private set; } = 7.5;

    /// <summary>How far back <see cref="TryGet"/> looks: the cap in whole ticks. A saved room takes that much of its past along.</summary>
    public int ReachTicks => (int)Math.Ceiling(CapTicks);

    /// <summary>What a player may take beyond the plausible at once, in ticks.</summary>
    public double BudgetTicks { get; private set; } = 7.5;

    /// <summary>How much of the budget comes back each tick.</summary>
    public double RefillTicks { get; private set; } = 1.0 / 30;

    /// <summary>Rewinds granted since the start, those of no ticks included.</summary>
    public long Count { get; private set; }

    /// <summary>Of those, granted less than the client claimed.</summary>
    public long ClampedCount { get; private set; }

    /// <summary>How far back they went, in sixteenths of a tick.</summary>
    public LatencyHistogram Sixteenths { get; } = new();

    /// <summary>
    /// How far back an action of a player in this tick is to be judged, in ticks before the present one; 0 for a player whose client says nothing. Each call draws on the player's
    /// budget if the claim is more than plausible: ask once per action.
    /// </summary>
    public double Grant(PlayerSlot player)
    {
        ViewClaim view = _claims[player.Value];
        double spent = SpentOf(player);
        RewindClaim claim = new(
            player, view.AgeSixteenths / 16.0, Math.Min(view.AllowedSixteenths / 16.0, CapTicks), BudgetTicks - spent, CapTicks);
        double wanted = Math.Clamp(Policy.Decide(claim), 0, CapTicks);
        double granted = Math.Min(wanted, claim.PlausibleTicks + claim.BudgetTicks);
        _spent[player.Value] = spent + Math.Max(0, granted - claim.PlausibleTicks);
        _spentAt[player.Value] = _world.Tick;
        Count++;
        if (granted < claim.ClaimedTicks) ClampedCount++;
        Sixteenths.Record((long)Math.Round(granted * 16));
        return granted;
    }

    /// <summary>A component of a living entity as clients saw it some ticks ago, between two ticks of the history if need be.</summary>
    /// <param name="key">A replicated component of the entity's kind.</param>
    /// <param name="entity">Alive now.</param>
    /// <param name="ticksAgo">0 is the present.</param>
    /// <param name="value">What it was.</param>
    /// <returns>False when the entity did not exist then, does not now, or that is further back than any grant: beyond <see cref="ReachTicks"/> a restored room knows no more.</returns>
    public bool TryGet<T>(ComponentKey<T> key, EntityId entity, double ticksAgo, out T value)
        where T : unmanaged
    {
        value = default;
        if (!_world.IsAlive(entity)) return false;
        double moment = _world.Tick.Value - Math.Max(0, ticksAgo);
        long whole = (long)Math.Floor(moment);
        if (whole < _world.SpawnTickOf(entity.Slot).Value) return false;
        Tick before = new((uint)whole);
        if (before != _world.Tick && (_world.Tick - before > ReachTicks || !_past.Holds(before))) return false;
        value = At(key, entity, before);
        float fraction = (float)(moment - whole);
        if (fraction > 0) value = key.Codec!.Interpolate(value, At(key, entity, before.Next), fraction);
        return true;
    }

    /// <summary>Sets what an operator chose.</summary>
    internal void Limit(RewindLimits limits)
    {
        CapTicks = Math.Min(limits.CapTicks, Limits.HistoryTicks - 2);
        BudgetTicks = limits.BudgetTicks;
        RefillTicks = limits.RefillTicks;
    }

    /// <summary>What a player saw when giving this tick's input.</summary>
    internal void Note(PlayerSlot player, ViewClaim view) => _claims[player.Value] = view;

    /// <summary>A new player took the seat.</summary>
    internal void Reset(PlayerSlot player)
    {
        _claims[player.Value] = default;
        _spent[player.Value] = 0;
    }

    /// <summary>Saves what players saw and what they have drawn on their budgets; the counters only count.</summary>
    internal void Save(StateWriter state)
    {
        state.WriteColumn<ViewClaim>(_claims);
        state.WriteColumn<double>(_spent);
        state.WriteColumn<Tick>(_spentAt);
    }

    internal void Load(ref StateReader state)
    {
        state.ReadColumn(_claims.AsSpan());
        state.ReadColumn(_spent.AsSpan());
        state.ReadColumn(_spentAt.AsSpan());
        if (Mutations.Has(Mutation.CheckpointForgetsBudgets)) _spent.AsSpan().Clear();
    }

    private double SpentOf(PlayerSlot player) => Math.Max(0, _spent[player.Value] - ((_world.Tick - _spentAt[player.Value]) * RefillTicks));

    // The history has every tick but the one under way.
    private T At<T>(ComponentKey<T> key, EntityId entity, Tick tick)
        where T : unmanaged
    {
        if (tick == _world.Tick) return _world.Get(key, entity);
        Span<int> fields = stackalloc int[Limits.RowFields];
        fields = fields[..key.Schema!.Fields.Length];
        for (int i = 0; i < fields.Length; i++) fields[i] = _past.FieldAt(tick, key.FirstColumn + i, entity.Slot);
        return key.Codec!.Apply(fields);
    }
}
