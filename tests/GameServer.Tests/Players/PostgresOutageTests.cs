using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;
using GameServer.Persistence;
using GameServer.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace GameServer.Tests.Players;

/// <summary>A real server, stopped as a crash would stop it while rooms go on promising, and started again. POSTGRES_OUTAGE_SECONDS makes it last.</summary>
public sealed class PostgresOutageTests(ITestOutputHelper output) : IDisposable
{
    private const int EffectsMax = 20_000;

    private static readonly double s_outageSeconds = double.TryParse(Environment.GetEnvironmentVariable("POSTGRES_OUTAGE_SECONDS"), CultureInfo.InvariantCulture, out double seconds) ? seconds : 0;

    private readonly PostgresServer _server = new();   // of its own: others need theirs up

    public void Dispose() => _server.Dispose();

    [PostgresFact]
    public async Task A_server_stopped_under_load_and_started_again_loses_and_doubles_nothing()
    {
        await using PostgresPlayerStore store = new(_server.CreateDatabase());
        await store.OpenAsync(default);
        PlayerWriting writing = new(store, queueBytes: 1 << 20);
        uint tick = 0;
        for (int round = 0; round < 2; round++)
        {
            // Stopped while a batch is on its way: what became of that one nobody knows.
            long commits = writing.Status.Commits;
            await UntilAsync(writing, () => writing.Status.Commits > commits + 100, () => Play(writing, ref tick));
            while (writing.Writer.Flight is null) Play(writing, ref tick);
            _server.Stop();
            long stopped = Stopwatch.GetTimestamp();
            long failures = writing.Status.Failures;
            bool IsLongEnough() => writing.Status.Failures >= failures + 5 && Stopwatch.GetElapsedTime(stopped).TotalSeconds >= s_outageSeconds;
            await UntilAsync(writing, IsLongEnough, () => Play(writing, ref tick));
            Assert.Equal(StoreHealth.Probing, writing.Status.Health);
            Assert.InRange(writing.Status.EffectsWaiting, 1, EffectsMax);
            _server.Start();
            await UntilAsync(writing, () => writing.Status.Health == StoreHealth.Good, () => Play(writing, ref tick));
        }

        await UntilAsync(writing, () => writing.Writer.IsIdle, () => writing.Step());
        output.WriteLine($"{tick} ticks. {writing.Status}");
        await writing.AssertAllKeptAsync();
    }

    // 40 players, 8 of whom are promised something in every tick. Time is virtual and runs on whenever the store is not at work.
    private static void Play(PlayerWriting writing, ref uint tick)
    {
        tick++;
        for (uint i = 0; i < 8 && writing.Status.EffectsWaiting < EffectsMax - 8; i++) writing.Promise($"player {((tick * 8) + i) % 40}", 1, tick, i, tick);
        writing.Step();
    }

    private static async Task UntilAsync(PlayerWriting writing, Func<bool> holds, Action step)
    {
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < s_outageSeconds + 60, $"still not: {writing.Status}");
            step();
            if (writing.Writer.Flight is not { } flight) continue;
            Task landing = flight.AsTask();
            await landing.WaitAsync(TimeSpan.FromSeconds(60)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
