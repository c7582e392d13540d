using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;

namespace GameServer.Persistence;

/// <summary>
/// The tables of a <see cref="PostgresPlayerStore"/>, version by version. Each step is applied once, in a transaction, under a lock that several servers starting at once
/// take in turn. A step that was ever released is never edited: what follows is a new one.
/// </summary>
internal static class PostgresSchema
{
    /// <summary>Any number, the same in every server.</summary>
    private const long LockKey = 0x47535F504C415945;

    private static readonly IReadOnlyList<string> s_steps = [FirstTables];

    /// <summary>
    /// A record is locked by the row of its player, so one player's changes come one after another, and different players' side by side. The functions hold the rules so
    /// that a batch of changes is one round trip, without a question in between.
    /// </summary>
    private const string FirstTables =
        """
        create table player (
            id text collate "C" primary key,
            version bigint not null,        -- grows by one with every change
            schema integer not null,        -- of the profile's layout, 0: none yet
            profile bytea not null,
            promised bigint not null,       -- effects ever entered: number of the newest
            folded bigint not null          -- number of the newest that the profile includes
        );

        create table player_effect (
            player text collate "C" not null references player (id),
            room bigint not null,
            tick bigint not null,
            ordinal bigint not null,        -- within the tick
            number bigint not null,         -- within the player's ledger
            kind integer not null,
            newest boolean not null,        -- replaces the older of its room and kind
            payload bytea not null,
            primary key (player, room, tick, ordinal)
        );

        create index player_effect_room on player_effect (room, tick);
        create index player_effect_newest on player_effect (player, room, kind) where newest;

        create function knows_effect(a_player text, a_room bigint, a_tick bigint, an_ordinal bigint, a_kind integer, is_newest boolean) returns boolean
        language sql stable as $$
            select exists (
                select from player_effect e
                where e.player = a_player collate "C" and e.room = a_room and e.tick = a_tick and e.ordinal = an_ordinal)
            or (is_newest and exists (
                select from player_effect e
                where e.player = a_player collate "C" and e.room = a_room and e.kind = a_kind and e.newest and (e.tick, e.ordinal) >= (a_tick, an_ordinal)))
        $$;

        create function commit_player(
            a_player text, expected bigint, a_schema integer, a_profile bytea,
            rooms bigint[], ticks bigint[], ordinals bigint[], kinds integer[], newests boolean[], payloads bytea[],
            out result integer, out new_version bigint, out entered integer)
        language plpgsql as $$
        declare
            found_player player%rowtype;
            differs boolean;
            fresh boolean[] := array[]::boolean[];
            offered integer := coalesce(array_length(rooms, 1), 0);
        begin
            insert into player values (a_player, 0, 0, '', 0, 0) on conflict do nothing;
            select * into found_player from player where id = a_player collate "C" for update;
            entered := 0;
            for i in 1 .. offered loop
                fresh[i] := not knows_effect(a_player, rooms[i], ticks[i], ordinals[i], kinds[i], newests[i]);
                if fresh[i] then entered := entered + 1; end if;
            end loop;

            new_version := found_player.version;
            differs := a_profile is not null and (found_player.schema, found_player.profile) is distinct from (a_schema, a_profile);
            if entered = 0 and not differs then
                result := 1;    -- as wanted already
                return;
            end if;

            if (expected is not null and expected <> found_player.version) or (a_profile is not null and entered < offered) then
                result := 2;    -- made from something else
                entered := 0;
                return;
            end if;

            for i in 1 .. offered loop
                continue when not fresh[i];
                if newests[i] then
                    delete from player_effect e
                    where e.player = a_player collate "C" and e.room = rooms[i] and e.newest and e.kind = kinds[i];
                end if;

                found_player.promised := found_player.promised + 1;
                insert into player_effect values (a_player, rooms[i], ticks[i], ordinals[i], found_player.promised, kinds[i], newests[i], payloads[i]);
            end loop;

            new_version := new_version + 1;
            update player set
                version = new_version,
                schema = coalesce(a_schema, schema),
                profile = coalesce(a_profile, profile),
                promised = found_player.promised,
                folded = case when a_profile is null then folded else found_player.promised end
            where id = a_player collate "C";
            result := 0;
        end
        $$;
        """;

    /// <summary>Brings the database to this build's version.</summary>
    /// <exception cref="PlayerStoreException">A newer build was here.</exception>
    public static async ValueTask MigrateAsync(NpgsqlDataSource source, CancellationToken stop)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(stop);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(stop);
        await RunAsync(connection, $"select pg_advisory_xact_lock({LockKey})", stop);
        await RunAsync(connection, "create table if not exists player_schema (version integer primary key, applied timestamptz not null default now())", stop);
        await using NpgsqlCommand ask = new("select coalesce(max(version), 0) from player_schema", connection);
        int version = (int)(await ask.ExecuteScalarAsync(stop))!;
        if (version > s_steps.Count)
        {
            throw new PlayerStoreException($"the database's player tables are of version {version}, this build knows {s_steps.Count}", isTransient: false);
        }

        for (; version < s_steps.Count; version++)
        {
            await RunAsync(connection, s_steps[version], stop);
            await RunAsync(connection, $"insert into player_schema (version) values ({version + 1})", stop);
        }

        await transaction.CommitAsync(stop);
    }

    private static async ValueTask RunAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}
