using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using Xunit;

namespace GameServer.Tests.Players;

/// <summary>Player records in files: what was reported as stored survives whatever happens to process, disk and power, and what is damaged is not taken for a record.</summary>
public sealed class FilePlayerStoreTests
{
    private const int Players = 6;

    private static readonly FilePlayerStoreOptions s_small = new() { LogBytes = 16_384 };

    public static TheoryData<ulong> Block => Seeds.Block(60);

    [Theory, MemberData(nameof(Block))]
    public async Task What_was_reported_as_stored_survives_every_crash(ulong seed)
    {
        Prng draw = Prng.For(seed, "file store test");
        SimulatedStorage disk = new(seed);
        uint[] attempted = new uint[Players], stored = new uint[Players];   // newest effect of each player, counted from 1
        for (int life = 0; life < 6; life++)
        {
            disk.Faults = StorageFaults.None;
            FilePlayerStore store = new(disk, s_small);
            await store.OpenAsync(default);
            for (int player = 0; player < Players; player++) stored[player] = attempted[player] = await CountAsync(store, player, stored[player], attempted[player], seed);
            disk.Faults = new StorageFaults
            {
                CapacityBytes = draw.NextChance(0.2) ? draw.NextInt(20_000, 200_000) : long.MaxValue,
                AppendFailChance = draw.NextChance(0.4) ? 0.05 : 0,
                FlushFailChance = draw.NextChance(0.4) ? 0.1 : 0,
            };
            for (int step = draw.NextInt(1, 80); step > 0; step--) await ChangeAsync(store, draw.NextInt(Players), attempted, stored, seed);
            if (draw.NextChance(0.5)) disk.KillProcess();
            else disk.Crash();
        }
    }

    [Theory, MemberData(nameof(Block))]
    public async Task A_bit_turned_over_is_found_or_was_never_needed(ulong seed)
    {
        SimulatedStorage disk = new(seed);
        uint[] attempted = new uint[Players], stored = new uint[Players];
        FilePlayerStore store = new(disk, s_small);
        await store.OpenAsync(default);
        for (int step = 0; step < 120; step++) await ChangeAsync(store, step % Players, attempted, stored, seed);
        disk.Faults = StorageFaults.None with { BitFlipChance = 0.3 };
        disk.Crash();
        disk.Faults = StorageFaults.None;
        FilePlayerStore again = new(disk, s_small);
        try
        {
            await again.OpenAsync(default);
        }
        catch (PlayerStoreException damaged)
        {
            Assert.False(damaged.IsTransient);
            Assert.Contains("damaged", damaged.Message, StringComparison.Ordinal);
            return;
        }

        // A flipped bit in the log's last records looks like the torn end of a crash: those are gone, and the rest is whole.
        for (int player = 0; player < Players; player++) await CountAsync(again, player, 0, stored[player], seed);
    }

    [Fact]
    public async Task A_start_reads_no_more_than_about_twice_what_there_is_and_every_byte_is_written_about_three_times()
    {
        SimulatedStorage disk = new(1);
        FilePlayerStore store = new(disk, s_small);
        await store.OpenAsync(default);
        uint[] attempted = new uint[Players], stored = new uint[Players];
        for (int step = 0; step < 3_000; step++)
        {
            await ChangeAsync(store, step % Players, attempted, stored, 1);
            if (step % 100 == 99) await store.ForgetAsync([new LedgerCut(1, new Tick(uint.MaxValue))], default);   // or the ledgers would be all there is
        }

        Assert.InRange(store.LogBytes, 1_000_000, 20_000_000);
        Assert.InRange(store.SnapshotBytesWritten, 1, store.LogBytes * 2);
        Assert.InRange(disk.UsedBytes, 1, 6 * s_small.LogBytes);
        Assert.Equal(0, store.SnapshotFailureCount);
        FilePlayerStore again = new(disk, s_small);
        await again.OpenAsync(default);
        Assert.Equal(Players, again.PlayerCount);
    }

    [Fact]
    public async Task Thousands_of_players_are_back_after_a_kill()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            FilePlayerStore store = new(new FileStorage(folder), new FilePlayerStoreOptions { LogBytes = 1 << 20 });
            await store.OpenAsync(default);
            foreach (int[] block in Enumerable.Range(0, 5_000).Chunk(250))
            {
                await store.CommitAsync([.. block.Select(i => new PlayerCommit($"player {i}", 0, new PlayerProfile(1, BitConverter.GetBytes(i)), []))], default);
            }

            // Nothing is closed: a killed process closes nothing.
            await using FilePlayerStore again = new(new FileStorage(folder), new FilePlayerStoreOptions());
            await again.OpenAsync(default);
            Assert.Equal(5_000, again.PlayerCount);
            IReadOnlyList<PlayerFound> found = await again.LoadAsync([.. Enumerable.Range(0, 5_000).Select(i => new PlayerLookup($"player {i}", []))], default);
            for (int i = 0; i < found.Count; i++) Assert.Equal(BitConverter.GetBytes(i), found[i].Record.Profile.Bytes.ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_full_disk_is_a_failure_that_passes_and_nothing_is_told_before_it_is_safe()
    {
        SimulatedStorage disk = new(3);
        FilePlayerStore store = new(disk, s_small);
        await store.OpenAsync(default);
        await store.CommitAsync([new PlayerCommit("ada", 0, new PlayerProfile(1, new byte[1]), [])], default);
        disk.Faults = StorageFaults.None with { CapacityBytes = disk.UsedBytes };
        PlayerCommit change = new("ada", 1, new PlayerProfile(1, new byte[2]), []);
        PlayerStoreException full = await Assert.ThrowsAsync<PlayerStoreException>(async () => await store.CommitAsync([change], default));
        Assert.True(full.IsTransient);
        Assert.Contains("no space", full.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PlayerStoreException>(async () => await store.LoadAsync([new PlayerLookup("ada", [])], default));
        disk.Faults = StorageFaults.None;
        Assert.Equal(CommitResult.Unchanged, (await store.CommitAsync([change], default)).Single().Result);
        disk.Crash();
        FilePlayerStore again = new(disk, s_small);
        await again.OpenAsync(default);
        Assert.Equal(2, (await again.LoadAsync([new PlayerLookup("ada", [])], default)).Single().Record.Version);
    }

    [Fact]
    public async Task A_damaged_snapshot_is_made_up_for_by_the_one_before_it_and_a_longer_log()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            uint[] attempted = new uint[Players], stored = new uint[Players];
            await using (FilePlayerStore store = new(new FileStorage(folder), s_small))
            {
                await store.OpenAsync(default);
                for (int step = 0; step < 200; step++) await ChangeAsync(store, step % Players, attempted, stored, 5);
            }

            string[] snapshots = [.. Directory.GetFiles(folder, "checkpoint-*.state").Order(StringComparer.Ordinal)];
            Assert.Equal(2, snapshots.Length);
            byte[] newest = File.ReadAllBytes(snapshots[1]);
            newest[newest.Length / 2] ^= 1;
            File.WriteAllBytes(snapshots[1], newest);
            await using FilePlayerStore again = new(new FileStorage(folder), s_small);
            await again.OpenAsync(default);
            for (int player = 0; player < Players; player++) await CountAsync(again, player, stored[player], stored[player], 5);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_bad_option_is_named()
    {
        Assert.Empty(new FilePlayerStoreOptions().Validate());
        Assert.Single(new FilePlayerStoreOptions { LogBytes = 1 }.Validate());
        Assert.Throws<ArgumentException>(() => new FilePlayerStore(new SimulatedStorage(1), new FilePlayerStoreOptions { LogBytes = 1 }));
    }

    // Each change enters the player's next effect and says in the profile how many there are.
    private static async Task ChangeAsync(FilePlayerStore store, int player, uint[] attempted, uint[] stored, ulong seed)
    {
        uint next = stored[player] + 1;
        PlayerEffect effect = new(new EffectId(seed, new Tick(next), (uint)player), 1, EffectKeeping.Each, new byte[20]);
        byte[] profile = new byte[300 + player];
        BitConverter.TryWriteBytes(profile, next);
        attempted[player] = next;
        try
        {
            PlayerRecord record = (await store.LoadAsync([new PlayerLookup(NameOf(player), [])], default)).Single().Record;
            CommitOutcome outcome = (await store.CommitAsync([new PlayerCommit(NameOf(player), record.Version, new PlayerProfile(1, profile), [effect])], default)).Single();
            Assert.NotEqual(CommitResult.Conflict, outcome.Result);
            stored[player] = next;
        }
        catch (PlayerStoreException failure)
        {
            Assert.True(failure.IsTransient);
        }
    }

    /// <returns>Changes found, all of them whole.</returns>
    private static async Task<uint> CountAsync(FilePlayerStore store, int player, uint least, uint most, ulong seed)
    {
        PlayerRecord record = (await store.LoadAsync([new PlayerLookup(NameOf(player), [])], default)).Single().Record;
        uint[] ticks = [.. (await store.ReadLedgerAsync(NameOf(player), default)).Select(effect => effect.Id.Tick.Value)];
        uint count = record.Version == 0 ? 0 : BitConverter.ToUInt32(record.Profile.Bytes.Span);
        Assert.True(count >= least, $"seed {seed}: player {player}: {least} stored, {count} survived");
        Assert.True(count <= most, $"seed {seed}: player {player}: {most} attempted, {count} there");
        Assert.Equal(Enumerable.Range(1, (int)count).Select(i => (uint)i), ticks);
        Assert.Equal(count, (uint)record.Version);
        return count;
    }

    private static string NameOf(int player) => $"player {player}";
}
