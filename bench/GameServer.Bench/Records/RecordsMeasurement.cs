using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using Npgsql;

namespace GameServer.Bench.Records;

/// <summary>
/// A room's promises through queue and writer into a real store, play on virtual time: however long a batch really takes, the game's clock waits for it. Every effect is
/// awaited and counted in the store at the end.
/// </summary>
internal static class RecordsMeasurement
{
    private const int StepMs = 50;
    private const string WrittenByServer = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";

    public static async Task<RecordsResult> RunAsync(RecordsOptions options)
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using IPlayerStore store = options.Postgres is null
            ? new FilePlayerStore(new FileStorage(folder), new FilePlayerStoreOptions())
            : new PostgresPlayerStore(options.Postgres);
        try
        {
            await store.OpenAsync(default);
            long writtenBefore = await WrittenAsync(options, store);
            EffectQueue queue = new(8 << 20);
            PlayerRecordWriter writer = new(store, new PaddedRules(options.ProfileBytes), new PlayerWriterOptions { GatherMs = options.GatherMs }, [queue], seed: 1);
            LatencyHistogram batches = new();
            CpuTime before = CpuTime.OfThisProcess();
            await PlayAsync(options, queue, writer, batches);
            CpuTime cpu = CpuTime.OfThisProcess() - before;
            PlayerWriterStatus status = writer.Status;
            if (status.EffectsEntered != status.EffectsTaken || status.Failures > 0) throw new InvalidOperationException($"effects are missing: {status}");
            return new RecordsResult
            {
                Options = options with { Postgres = options.Postgres is null ? null : "given" },
                Effects = status.EffectsTaken,
                EffectBytes = status.EffectBytesTaken,
                Commits = status.Commits,
                Batches = status.Attempts,
                GivenBytes = status.WrittenBytes,
                StoredBytes = await WrittenAsync(options, store) - writtenBefore,
                SnapshotBytes = (store as FilePlayerStore)?.SnapshotBytesWritten ?? 0,
                CpuUsPerEffect = cpu.TotalUs / status.EffectsTaken,
                BatchMsP50 = batches.Quantile(0.5) / 1e6,
                BatchMsP99 = batches.Quantile(0.99) / 1e6,
                Machine = Machine.Current,
            };
        }
        finally
        {
            if (options.Postgres is null && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PlayAsync(RecordsOptions options, EffectQueue queue, PlayerRecordWriter writer, LatencyHistogram batches)
    {
        string[] players = [.. Enumerable.Range(0, options.Players).Select(i => string.Create(CultureInfo.InvariantCulture, $"account-{i:00000000}"))];
        byte[] payload = new byte[options.EffectBytes];
        Prng prng = new(1);
        Timestamp now = new(1, 1);
        double chance = StepMs / 1e3 / options.EverySeconds;
        uint steps = (uint)(options.Minutes * 60_000L / StepMs);
        for (uint tick = 1; tick <= steps || !writer.IsIdle; tick++)
        {
            for (uint player = 0; tick <= steps && player < players.Length; player++)
            {
                if (!prng.NextChance(chance)) continue;
                prng.Fill(payload);
                if (!queue.TryOffer(new EffectId(1, new Tick(tick), player), players[player], 1, EffectKeeping.Each, payload)) throw new InvalidOperationException("the queue is full");
            }

            queue.Publish();
            now = now.Plus(StepMs * Timestamp.NanosecondsPerMillisecond);
            await PumpAsync(writer, now, batches);
        }
    }

    private static async Task PumpAsync(PlayerRecordWriter writer, Timestamp now, LatencyHistogram batches)
    {
        // As many batches as are due: a step is as long as five of a real writer's.
        for (long attempts = -1; attempts != writer.Status.Attempts;)
        {
            attempts = writer.Status.Attempts;
            long start = Stopwatch.GetTimestamp();
            writer.Pump(now);
            if (writer.Flight is { } flight) await flight;
            if (writer.Status.Attempts > attempts) batches.Record((long)Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
    }

    private static async Task<long> WrittenAsync(RecordsOptions options, IPlayerStore store)
    {
        if (store is FilePlayerStore files) return files.LogBytes + files.SnapshotBytesWritten;
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(options.Postgres!);
        await using NpgsqlCommand command = source.CreateCommand(WrittenByServer);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
