using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Unit;

public sealed class HeldEntitiesTests
{
    private static readonly ReplicatedEntity Ship = new(5, 1, (byte)ArenaSchema.Ship.Index, Visibility.Everyone);

    private readonly HeldEntities _held = new(ArenaSchema.Schema, 64);

    [Fact]
    public void A_state_that_comes_late_does_not_stand_for_one_that_was_dropped()
    {
        Full(100);
        Full(110);
        Delta(120, baseline: 110);
        Delta(121, baseline: 120);   // 100 goes
        Full(96);
        Assert.Equal(110, BaselineFor(115));
        Assert.Equal(110, BaselineFor(110));
        Assert.Equal(0, BaselineFor(105));   // the server means 100
        Assert.Equal(0, OlderFor(105));
        Assert.Equal(110, OlderFor(110));
    }

    [Fact]
    public void After_the_view_was_emptied_only_later_states_count_as_known()
    {
        Full(100);
        Delta(104, baseline: 100);
        _held.Clear();
        Full(99);
        Full(104);
        Assert.True(_held.TryIndexOf(Ship.Slot, out int index));
        Assert.Equal(new Tick(104), _held.NewestTick(index));   // shown, as nothing newer is known
        Assert.Equal(0, BaselineFor(104));
        Full(107);
        Assert.Equal(107, BaselineFor(108));
        Assert.Equal(0, BaselineFor(106));
    }

    [Fact]
    public void After_a_removal_states_from_before_it_stand_for_nothing()
    {
        Full(100);
        Full(106);
        _held.ApplyRemove(Ship.Slot, new Tick(103));
        Assert.Equal(0, BaselineFor(105));
        Assert.Equal(106, BaselineFor(106));
    }

    private static int[] Row(int value)
    {
        int[] row = new int[ArenaSchema.Schema.Kinds[Ship.KindIndex].FieldCountFor(Visibility.Everyone)];
        Array.Fill(row, value);
        return row;
    }

    private void Full(uint tick)
    {
        _held.Advance(new Tick(tick));
        _held.ApplyFull(Ship, new Tick(tick), Row((int)tick));
    }

    private void Delta(uint tick, uint baseline)
    {
        _held.Advance(new Tick(tick));
        Assert.True(_held.TryBaseline(Ship.Slot, new Tick(baseline), out int index, out Tick found, out _));
        _held.ApplyDelta(Ship.Slot, index, new Tick(tick), found, Row((int)tick));
    }

    // Rows hold their tick; 0 for none.
    private int BaselineFor(uint named) => _held.TryBaseline(Ship.Slot, new Tick(named), out _, out Tick tick, out ReadOnlySpan<int> row) && row[0] == tick.Value ? row[0] : 0;

    private int OlderFor(uint tick) => _held.TryIndexOf(Ship.Slot, out int index) && _held.TryOlder(index, new Tick(tick), out ReadOnlySpan<int> row) ? row[0] : 0;
}
