using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Players;

/// <summary>Ledgers keep what operators may look up and what a recovery may promise again, and nothing else for ever.</summary>
public sealed class LedgerKeeperTests
{
    private const int Days = 30;
    private const int TickRateHz = 30;
    private const uint TicksOfADay = 24 * 60 * 60 * TickRateHz;
    private const ulong GoesOn = 7;
    private const ulong HasEnded = ulong.MaxValue - 8;

    private readonly FilePlayerStore _store = new(new SimulatedStorage(1), new FilePlayerStoreOptions());
    private readonly SimulatedStorage _disk = new(2);
    private DateOnly _today = new(2026, 11, 21);

    [Fact]
    public async Task Of_a_room_that_goes_on_the_last_days_are_kept_counted_in_its_own_ticks()
    {
        uint[] ticks = [1, TicksOfADay, TicksOfADay + 1, 2 * TicksOfADay];
        await EnterAsync([.. ticks.Select(tick => new EffectId(GoesOn, new Tick(tick), 0)), new EffectId(HasEnded, new Tick(1), 0)]);
        _today = _today.AddYears(3);   // off for long
        Assert.Equal(0, await ForgetAsync(new LedgerCut(GoesOn, new Tick(Days * TicksOfADay))));
        Assert.Equal(2, await ForgetAsync(new LedgerCut(GoesOn, new Tick((Days + 1) * TicksOfADay))));
        Assert.Equal(0, await ForgetAsync(new LedgerCut(GoesOn, new Tick((Days + 1) * TicksOfADay))));
        Assert.Equal([new(GoesOn, new Tick(ticks[2]), 0), new(GoesOn, new Tick(ticks[3]), 0), new EffectId(HasEnded, new Tick(1), 0)], await LedgerAsync());
    }

    [Fact]
    public async Task Of_a_room_that_has_ended_all_is_kept_for_days_and_then_nothing_whatever_process_it_is_by_then()
    {
        EffectId last = new(HasEnded, new Tick(uint.MaxValue), 3);
        await EnterAsync([new EffectId(HasEnded, new Tick(5), 0), last, new EffectId(GoesOn, new Tick(5), 0)]);
        new EndedRooms(_disk).Add(HasEnded, _today);
        new EndedRooms(_disk).Add(1, _today);
        _today = _today.AddDays(1);
        new EndedRooms(_disk).Add(2, _today);
        _disk.Crash();
        _today = _today.AddDays(Days - 1);
        Assert.Equal(0, await ForgetAsync());
        _today = _today.AddDays(1);
        Assert.Equal(2, await ForgetAsync());
        Assert.Equal([new EffectId(GoesOn, new Tick(5), 0)], await LedgerAsync());
        Assert.Equal([2UL], new EndedRooms(_disk).EndedOn(Assert.Single(new EndedRooms(_disk).DaysBefore(DateOnly.MaxValue))));
    }

    [Fact]
    public async Task A_store_that_is_away_is_asked_again()
    {
        await EnterAsync([new EffectId(HasEnded, new Tick(5), 0)]);
        new EndedRooms(_disk).Add(HasEnded, _today);
        _today = _today.AddDays(Days + 1);
        TroubledStore troubled = new(_store) { IsDown = true };
        LedgerKeeper keeper = new(troubled, new EndedRooms(_disk), Days, TickRateHz);
        await Assert.ThrowsAsync<PlayerStoreException>(async () => await keeper.ForgetAsync([], _today, default));
        troubled.IsDown = false;
        Assert.Equal(1, await keeper.ForgetAsync([], _today, default));
    }

    /// <summary>What the keeper is told of rooms: the tick of the older of two checkpoints, by the room's key.</summary>
    [Fact]
    public void A_room_is_settled_up_to_the_older_of_its_two_checkpoints_and_its_key_is_told_when_it_ends()
    {
        RoomId added = new(9);
        JournaledShard shard = new(1, _disk, new JournalOptions { CheckpointSeconds = 0.5 }, rooms: 2, players: 8);
        shard.Start(shard.Recover());
        ulong key = shard.Open(added).Simulation.Key;
        shard.Run(3);
        Assert.Empty(shard.Checkpoints.Settled());
        shard.Run(120);
        foreach (LedgerCut settled in shard.Checkpoints.Settled()) Assert.InRange(settled.Through.Value, 60u, 110u);
        Assert.Equal(shard.Rooms.ToArray().Select(room => room.Simulation.Key).Order(), shard.Checkpoints.Settled().Select(settled => settled.Room).Order());
        Assert.Equal(key, shard.Checkpoints.Remove(added));
        Assert.Null(shard.Checkpoints.Remove(added));
        Assert.DoesNotContain(shard.Checkpoints.Settled(), settled => settled.Room == key);
    }

    private async Task EnterAsync(EffectId[] effects)
    {
        await _store.OpenAsync(default);
        PlayerEffect[] entered = [.. effects.Select(id => new PlayerEffect(id, 1, EffectKeeping.Each, new byte[1]))];
        await _store.CommitAsync([new PlayerCommit("ada", 0, new PlayerProfile(1, new byte[1]), entered)], default);
    }

    private async Task<long> ForgetAsync(params LedgerCut[] settled) => await new LedgerKeeper(_store, new EndedRooms(_disk), Days, TickRateHz).ForgetAsync(settled, _today, default);

    private async Task<IEnumerable<EffectId>> LedgerAsync() => (await _store.ReadLedgerAsync("ada", default)).Select(effect => effect.Id);
}
