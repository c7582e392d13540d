using System;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Tests.Support;
using Xunit;

namespace GameServer.Tests.Players;

/// <summary>What the store will not take waits on this machine's disk, and holds up no room.</summary>
public sealed class RefusedEffectsTests
{
    private readonly TroubledStore _store = new(new FilePlayerStore(new SimulatedStorage(1), new FilePlayerStoreOptions()));
    private readonly SimulatedStorage _disk = new(2);

    [Fact]
    public async Task Rooms_forget_what_came_after_a_refused_effect_and_the_next_process_stores_it_once()
    {
        await _store.OpenAsync(default);
        _store.Refuses = player => player == "player 3";
        PlayerWriting first = Writing();
        PlayFor(first, ms: 200_000);
        Assert.Equal((StoreHealth.Good, 1), (first.Status.Health, first.Status.PlayersKeptAside));
        Assert.InRange(first.Queue.StoredThrough, first.Queue.LastOffered - 1_300, first.Queue.LastOffered);   // tried, and kept, every minute
        for (int ms = 0; ms < 65_000; ms += PlayerWriting.StepMs) first.Step();
        Assert.Equal(first.Queue.LastOffered, first.Queue.StoredThrough);
        int kept = first.Writer.WaitingOf("player 3").Count;
        Assert.True(kept > 100);

        _disk.Crash();
        PlayerWriting second = Writing();
        Assert.Equal(kept, second.Writer.WaitingOf("player 3").Count);   // a login finds them in the profile
        second.Step();
        Assert.Equal(1, second.Status.PlayersKeptAside);
        _store.Refuses = _ => false;
        second.StepUntilIdle();
        Assert.Equal(0, second.Status.PlayersKeptAside);
        Assert.Empty(_disk.List());
        await first.AssertAllKeptAsync();
    }

    [Fact]
    public async Task A_disk_that_fails_leaves_refused_effects_where_they_were()
    {
        await _store.OpenAsync(default);
        _store.Refuses = player => player == "player 3";
        _disk.Faults = StorageFaults.None with { CapacityBytes = 0 };
        PlayerWriting writing = Writing();
        PlayFor(writing, ms: 70_000);
        Assert.Equal(0, writing.Status.PlayersKeptAside);
        Assert.True(writing.Queue.StoredThrough < writing.Queue.LastOffered - 100);
        _store.Refuses = _ => false;
        writing.StepUntilIdle();
        await writing.AssertAllKeptAsync();
    }

    [Fact]
    public void Damaged_files_are_left_for_people_and_unfinished_ones_are_not()
    {
        PlayerEffect effect = new(new EffectId(1, new Tick(2), 3), 4, EffectKeeping.Each, new byte[] { 5, 6 });
        RefusedEffects before = new(_disk);
        Assert.True(before.TryKeep("a", [effect]));
        Assert.True(before.TryKeep("b", [effect, effect with { Kind = 9 }]));
        Assert.True(before.TryKeep("a", [effect with { Kind = 7 }]));
        Assert.Equal(2, before.PlayerCount);
        string damaged = _disk.List()[1];
        byte[] bytes = new byte[20];
        using (IJournalSource source = _disk.Open(damaged)) source.Read(0, bytes);
        using (IJournalFile file = _disk.Create(damaged)) file.Append(bytes);
        using (IJournalFile file = _disk.Create("refused-00000000000000ff.effects.unfinished")) file.Append(bytes);

        RefusedEffects after = new(_disk);
        Assert.Equal([("a", 4), ("a", 7)], after.Found.Select(found => (found.Player, found.Effect.Kind)));
        Assert.Equal(effect.Id, after.Found[0].Effect.Id);
        Assert.True(after.Found[0].Effect.Payload.Span.SequenceEqual(effect.Payload.Span));
        Assert.Contains(damaged + ".damaged", _disk.List());
        after.Forget("a");
        Assert.Equal([damaged + ".damaged"], _disk.List());
    }

    [Fact]
    public void Files_have_a_number_that_is_not_exceeded()
    {
        RefusedEffects kept = new(_disk);
        PlayerEffect effect = new(new EffectId(1, new Tick(2), 3), 4, EffectKeeping.Each, default);
        for (int i = 0; i < RefusedEffects.FilesMax; i++) Assert.True(kept.TryKeep($"player {i}", [effect]));
        Assert.False(kept.TryKeep("one more", [effect]));
        kept.Forget("player 7");
        Assert.True(kept.TryKeep("one more", [effect]));
    }

    private PlayerWriting Writing() => new(_store, keptAside: new RefusedEffects(_disk));

    private static void PlayFor(PlayerWriting writing, int ms)
    {
        uint firstTick = (uint)(writing.Now.Nanoseconds / Timestamp.NanosecondsPerMillisecond);
        for (uint tick = 1; tick <= ms / PlayerWriting.StepMs; tick++)
        {
            Assert.True(writing.Promise($"player {tick % 10}", 1, firstTick + tick, 0, tick));
            writing.Step();
        }
    }
}
