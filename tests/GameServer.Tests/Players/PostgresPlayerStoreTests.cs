using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Tests.Support;
using Npgsql;
using Xunit;

namespace GameServer.Tests.Players;

[Collection(PostgresCollection.Name)]
public sealed class PostgresPlayerStoreTests(PostgresServer server)
{
    [PostgresFact]
    public async Task Servers_that_start_at_once_make_the_tables_once()
    {
        string connection = server.CreateDatabase();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using PostgresPlayerStore store = new(connection);
            await store.OpenAsync(default);
        }));
        Assert.Equal(1L, await AskAsync(connection, "select count(*) from player_schema"));
    }

    [PostgresFact]
    public async Task Tables_of_a_newer_build_are_left_alone()
    {
        string connection = server.CreateDatabase();
        await using PostgresPlayerStore store = new(connection);
        await store.OpenAsync(default);
        await AskAsync(connection, "insert into player_schema (version) values (1000) returning 1");
        await using PostgresPlayerStore older = new(connection);
        PlayerStoreException refused = await Assert.ThrowsAsync<PlayerStoreException>(async () => await older.OpenAsync(default));
        Assert.False(refused.IsTransient);
        Assert.Contains("version 1000", refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_database_that_is_not_there_is_a_clear_failure_of_the_store()
    {
        string connection = server.CreateDatabase();
        await using PostgresPlayerStore unknown = new(connection.Replace("Database=", "Database=no", StringComparison.Ordinal));
        PlayerStoreException missing = await Assert.ThrowsAsync<PlayerStoreException>(async () => await unknown.OpenAsync(default));
        Assert.False(missing.IsTransient);
        Assert.Contains("does not exist", missing.Message, StringComparison.Ordinal);
        await using PostgresPlayerStore nowhere = new("Host=/nonexistent;Username=x;Database=x");
        PlayerStoreException down = await Assert.ThrowsAsync<PlayerStoreException>(async () => await nowhere.OpenAsync(default));
        Assert.True(down.IsTransient);
    }

    /// <summary>Two implementations of the same rules, in C# and in SQL, given the same random changes.</summary>
    [PostgresFact]
    public async Task PostgreSQL_and_files_answer_alike()
    {
        string connection = server.CreateDatabase();
        await using PostgresPlayerStore postgres = new(connection);
        await postgres.OpenAsync(default);
        foreach (ulong seed in Seeds.Each(3))
        {
            await using FilePlayerStore files = new(new SimulatedStorage(seed), new FilePlayerStoreOptions { LogBytes = 16_384 });
            await files.OpenAsync(default);
            await CompareAsync(postgres, files, seed);
        }
    }

    private static async Task CompareAsync(PostgresPlayerStore postgres, FilePlayerStore files, ulong seed)
    {
        Prng draw = Prng.For(seed, "player stores");
        for (int step = 0; step < 60; step++)
        {
            PlayerLookup[] lookups = [.. Enumerable.Range(0, 4).Select(i => new PlayerLookup($"{seed} {i}", DrawEffects(ref draw, seed)))];
            IReadOnlyList<PlayerFound> inPostgres = await postgres.LoadAsync(lookups, default);
            IReadOnlyList<PlayerFound> inFiles = await files.LoadAsync(lookups, default);
            Assert.Equal(inFiles.Select(Describe), inPostgres.Select(Describe));
            if (draw.NextChance(0.05))
            {
                LedgerCut[] cuts = [new(seed * 10, new Tick((uint)draw.NextInt(1, 60))), new((seed * 10) + 1, new Tick((uint)draw.NextInt(1, 60)))];
                Assert.Equal(await files.ForgetAsync(cuts, default), await postgres.ForgetAsync(cuts, default));
            }


            // Versions are mostly right, profiles mostly new, effects mostly known to be fresh.
            List<PlayerCommit> commits = [];
            foreach (PlayerFound found in inFiles)
            {
                bool all = draw.NextChance(0.3);
                PlayerEffect[] effects = [.. lookups[commits.Count].Asked.Where((_, i) => all || !found.Known[i])];
                PlayerProfile? profile = draw.NextChance(0.6) ? new PlayerProfile(1 + draw.NextInt(2), new[] { (byte)draw.NextInt(3) }) : null;
                long? expected = found.Record.Version + (draw.NextChance(0.2) ? 1 : 0);
                commits.Add(new PlayerCommit(found.Record.Player, profile is null && draw.NextChance(0.5) ? null : expected, profile, effects));
            }

            Assert.Equal(await files.CommitAsync(commits, default), await postgres.CommitAsync(commits, default));
            foreach (PlayerLookup lookup in step % 10 == 9 ? lookups : [])
            {
                IReadOnlyList<PlayerEffect> expected = await files.ReadLedgerAsync(lookup.Player, default);
                Assert.Equal(expected.Select(Describe), (await postgres.ReadLedgerAsync(lookup.Player, default)).Select(Describe));
            }
        }
    }

    private static PlayerEffect[] DrawEffects(ref Prng draw, ulong room)
    {
        PlayerEffect[] effects = new PlayerEffect[draw.NextInt(6)];
        foreach (ref PlayerEffect effect in effects.AsSpan())
        {
            int kind = draw.NextInt(4);
            EffectId id = new((room * 10) + (ulong)draw.NextInt(2), new Tick((uint)draw.NextInt(1, 60)), (uint)kind);
            effect = new PlayerEffect(id, kind, kind < 2 ? EffectKeeping.Newest : EffectKeeping.Each, new[] { (byte)id.Tick.Value });
        }

        return effects;
    }

    private static string Describe(PlayerFound found) =>
        $"{found.Record.Player} {found.Record.Version} {found.Record.Profile.Schema} {Crc32c.Of(found.Record.Profile.Bytes.Span)} {string.Join(' ', found.Known)}: {string.Join(", ", found.Record.Unfolded.Select(Describe))}";

    private static string Describe(PlayerEffect effect) => $"{effect.Id} {effect.Kind} {effect.Keeping} {Crc32c.Of(effect.Payload.Span)}";

    private static async Task<object?> AskAsync(string connection, string sql)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(connection);
        await using NpgsqlCommand command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
