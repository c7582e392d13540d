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
    private readonly SnapshotScratch _scratch = new();

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

    [Fact]
    public void What_stands_still_for_hours_can_be_leaned_on_all_the_time()
    {
        Full(100);
        for (uint tick = 104; tick < 300_000; tick += 4_000)   // as far as a packet may be ahead of the one before
        {
            _held.Advance(new Tick(tick));
            Assert.True(_held.TryBaseline(Ship.Slot, new Tick(tick), _scratch, out int index, out _, out ReadOnlySpan<int> row));
            Assert.Equal(Row(100), row.ToArray());
            Assert.True(_held.NewestTick(index) <= new Tick(tick));
        }

        Delta(300_000, baseline: 299_990);
        Assert.Equal(300_000, (long)_held.NewestTick(0).Value);
    }

    [Fact]
    public void What_was_not_to_be_leaned_on_is_not_after_hours_either()
    {
        Full(100);
        Delta(104, baseline: 100);
        _held.Clear();
        Full(99);
        for (uint tick = 104; tick < 100_000; tick += 4_000)
        {
            _held.Advance(new Tick(tick));
            Assert.False(_held.TryBaseline(Ship.Slot, new Tick(tick), _scratch, out _, out _, out _));
        }

        Assert.Equal(Row(99), _held.NewestRow(0).ToArray());
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
        Assert.True(_held.TryBaseline(Ship.Slot, new Tick(baseline), _scratch, out int index, out Tick found, out _));
        _held.ApplyDelta(Ship.Slot, index, new Tick(tick), found, Row((int)tick));
    }

    // Rows hold their tick; 0 for none.
    private int BaselineFor(uint named) => _held.TryBaseline(Ship.Slot, new Tick(named), _scratch, out _, out Tick tick, out ReadOnlySpan<int> row) && row[0] == tick.Value ? row[0] : 0;

    private int OlderFor(uint tick) => _held.TryIndexOf(Ship.Slot, out int index) && _held.TryOlder(index, new Tick(tick), _scratch, out ReadOnlySpan<int> row) ? row[0] : 0;
}
