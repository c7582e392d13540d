using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Core;
using Npgsql;
using NpgsqlTypes;

namespace GameServer.Persistence;

/// <summary>
/// Player records in PostgreSQL, for fleets: any number of servers share one. A batch is one round trip and one transaction, its players in the order of their ids so that
/// two servers never wait for each other in a circle. Effects are recognised by a unique key, within the transaction that changes the player's version.
/// </summary>
public sealed class PostgresPlayerStore : IPlayerStore
{
    private const string CommitSql = "select result, new_version, entered from commit_player($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    // One statement, so that record, unfolded effects and the answer to what is known are of one moment. Most profiles include their whole ledger: no rows are read for them.
    private const string LoadSql =
        """
        select p.version, p.schema, p.profile, u.rooms, u.ticks, u.ordinals, u.kinds, u.newests, u.payloads, k.known
        from player p
        left join lateral (
            select array_agg(e.room order by e.number) as rooms, array_agg(e.tick order by e.number) as ticks, array_agg(e.ordinal order by e.number) as ordinals,
                   array_agg(e.kind order by e.number) as kinds, array_agg(e.newest order by e.number) as newests, array_agg(e.payload order by e.number) as payloads
            from player_effect e
            where p.promised > p.folded and e.player = p.id and e.number > p.folded
        ) u on true
        left join lateral (
            select array_agg(knows_effect(p.id, a.room, a.tick, a.ordinal, a.kind, a.newest) order by a.i) as known
            from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::integer[], $6::boolean[]) with ordinality as a (room, tick, ordinal, kind, newest, i)
        ) k on true
        where p.id = $1
        """;

    private readonly NpgsqlDataSource _source;

    /// <summary>A store behind a connection string, as Npgsql takes it; nothing is connected before <see cref="OpenAsync"/>.</summary>
    /// <exception cref="ArgumentException">The connection string is not one.</exception>
    public PostgresPlayerStore(string connectionString)
    {
        _source = NpgsqlDataSource.Create(connectionString);
    }

    /// <inheritdoc/>
    public async ValueTask OpenAsync(CancellationToken stop) => _ = await Asking(async () =>
    {
        await PostgresSchema.MigrateAsync(_source, stop);
        return true;
    });

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PlayerFound>> LoadAsync(IReadOnlyList<PlayerLookup> players, CancellationToken stop) => Asking<IReadOnlyList<PlayerFound>>(async () =>
    {
        if (players.Count == 0) return [];
        await using NpgsqlBatch batch = _source.CreateBatch();
        foreach (PlayerLookup lookup in players) batch.BatchCommands.Add(LookupOf(lookup));
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(stop);
        PlayerFound[] found = new PlayerFound[players.Count];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = await reader.ReadAsync(stop) ? FoundIn(reader, players[i]) : NeverHeardOf(players[i]);
            await reader.NextResultAsync(stop);
        }

        return found;
    });

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<PlayerCommit> commits, CancellationToken stop)
    {
        PlayerCommit.Verify(commits);
        return Asking<IReadOnlyList<CommitOutcome>>(async () =>
        {
            if (commits.Count == 0) return [];
            int[] order = [.. Enumerable.Range(0, commits.Count).OrderBy(i => commits[i].Player, StringComparer.Ordinal)];
            await using NpgsqlBatch batch = _source.CreateBatch();   // sent at once, and one transaction: there is one synchronisation at its end
            foreach (int i in order) batch.BatchCommands.Add(ChangeOf(commits[i]));
            await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(stop);
            CommitOutcome[] outcomes = new CommitOutcome[commits.Count];
            foreach (int i in order)
            {
                await reader.ReadAsync(stop);
                outcomes[i] = new CommitOutcome((CommitResult)reader.GetInt32(0), reader.GetInt64(1), reader.GetInt32(2));
                await reader.NextResultAsync(stop);
            }

            // The transaction ends here, and an error at its end would be thrown here.
            await reader.CloseAsync();
            return outcomes;
        });
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PlayerEffect>> ReadLedgerAsync(string player, CancellationToken stop)
    {
        PlayerIds.Verify(player);
        return Asking<IReadOnlyList<PlayerEffect>>(async () =>
        {
            await using NpgsqlCommand command = _source.CreateCommand("select room, tick, ordinal, kind, newest, payload from player_effect where player = $1 order by number");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = player });
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(stop);
            List<PlayerEffect> ledger = [];
            while (await reader.ReadAsync(stop))
            {
                ledger.Add(EffectOf(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetBoolean(4), reader.GetFieldValue<byte[]>(5)));
            }

            return ledger;
        });
    }

    /// <inheritdoc/>
    public ValueTask<long> ForgetAsync(IReadOnlyList<LedgerCut> cuts, CancellationToken stop) => Asking(async () =>
    {
        // A player being changed just now is either changed first, and then seen as changed, or after: the row is locked for both.
        await using NpgsqlCommand command = _source.CreateCommand(
            """
            with cut as (
                select * from unnest($1::bigint[], $2::bigint[]) as c(room, through)),
            held as (
                select p.id, p.folded from player p where exists (select from player_effect e join cut on e.room = cut.room and e.tick <= cut.through where e.player = p.id) order by p.id for update)
            delete from player_effect e using held, cut where e.player = held.id and e.room = cut.room and e.tick <= cut.through and e.number <= held.folded
            """);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. cuts.Select(cut => unchecked((long)cut.Room))] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. cuts.Select(cut => (long)cut.Through.Value)] });
        return (long)await command.ExecuteNonQueryAsync(stop);
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static NpgsqlBatchCommand LookupOf(PlayerLookup lookup)
    {
        PlayerIds.Verify(lookup.Player);
        NpgsqlBatchCommand command = new(LoadSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = lookup.Player });
        AddKeys(command, lookup.Asked);
        return command;
    }

    private static NpgsqlBatchCommand ChangeOf(PlayerCommit commit)
    {
        NpgsqlBatchCommand command = new(CommitSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = commit.Player });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = (object?)commit.ExpectedVersion ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = (object?)commit.Profile?.Schema ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = (object?)commit.Profile?.Bytes.ToArray() ?? DBNull.Value });
        IReadOnlyList<PlayerEffect> effects = commit.DistinctEffects;
        AddKeys(command, effects);
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. effects.Select(effect => effect.Payload.ToArray())] });
        return command;
    }

    // PostgreSQL has no unsigned numbers: a room's 64 bits are stored as they are, ticks and indexes in the next larger size.
    private static void AddKeys(NpgsqlBatchCommand command, IReadOnlyList<PlayerEffect> effects)
    {
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. effects.Select(effect => unchecked((long)effect.Id.Room))] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. effects.Select(effect => (long)effect.Id.Tick.Value)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. effects.Select(effect => (long)effect.Id.Index)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. effects.Select(effect => effect.Kind)] });
        command.Parameters.Add(new NpgsqlParameter<bool[]> { TypedValue = [.. effects.Select(effect => effect.Keeping == EffectKeeping.Newest)] });
    }

    private static PlayerFound FoundIn(NpgsqlDataReader reader, PlayerLookup lookup)
    {
        List<PlayerEffect> unfolded = [];
        if (!reader.IsDBNull(3))
        {
            long[] rooms = reader.GetFieldValue<long[]>(3), ticks = reader.GetFieldValue<long[]>(4), ordinals = reader.GetFieldValue<long[]>(5);
            int[] kinds = reader.GetFieldValue<int[]>(6);
            bool[] newests = reader.GetFieldValue<bool[]>(7);
            byte[][] payloads = reader.GetFieldValue<byte[][]>(8);
            for (int i = 0; i < rooms.Length; i++) unfolded.Add(EffectOf(rooms[i], ticks[i], ordinals[i], kinds[i], newests[i], payloads[i]));
        }

        int schema = reader.GetInt32(1);
        PlayerProfile profile = schema == 0 ? PlayerProfile.None : new PlayerProfile(schema, reader.GetFieldValue<byte[]>(2));
        bool[] known = lookup.Asked.Count == 0 ? [] : reader.GetFieldValue<bool[]>(9);
        return new PlayerFound(new PlayerRecord(lookup.Player, reader.GetInt64(0), profile, unfolded), known);
    }

    private static PlayerFound NeverHeardOf(PlayerLookup lookup) => new(new PlayerRecord(lookup.Player, 0, PlayerProfile.None, []), new bool[lookup.Asked.Count]);

    private static PlayerEffect EffectOf(long room, long tick, long ordinal, int kind, bool newest, byte[] payload) =>
        new(new EffectId(unchecked((ulong)room), new Tick((uint)tick), (uint)ordinal), kind, newest ? EffectKeeping.Newest : EffectKeeping.Each, payload);

    private static async ValueTask<T> Asking<T>(Func<ValueTask<T>> question)
    {
        try
        {
            return await question();
        }
        catch (PostgresException failure)
        {
            throw new PlayerStoreException($"PostgreSQL: {failure.MessageText} ({failure.SqlState})", IsTransient(failure.SqlState), failure);
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            throw new PlayerStoreException($"PostgreSQL: {failure.Message}", isTransient: true, failure);
        }
    }

    /// <summary>Classes of PostgreSQL's appendix A that another try may not meet again: connection, rollback, resources, operator intervention, system, and being locked.</summary>
    private static bool IsTransient(string sqlState) => sqlState.Length == 5 && sqlState[..2] is "08" or "25" or "40" or "53" or "55" or "57" or "58" or "XX";
}
