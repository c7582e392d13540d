using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using GameServer.Persistence;
using GameServer.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace GameServer.Tests.Players;

/// <summary>A real server, stopped as a crash would stop it while rooms go on promising, and started again. POSTGRES_OUTAGE_SECONDS makes it last.</summary>
public sealed class PostgresOutageTests(ITestOutputHelper output) : IDisposable
{
    private readonly PostgresServer _server = new();   // of its own: others need theirs up

    public void Dispose() => _server.Dispose();

    [PostgresFact]
    public async Task A_server_stopped_under_load_and_started_again_loses_and_doubles_nothing()
    {
        await using PostgresPlayerStore store = new(_server.CreateDatabase());
        await store.OpenAsync(default);
        PlayerWriting writing = new(store, queueBytes: 1 << 20);
        uint tick = 0;
        for (int round = 0; round < 3; round++)
        {
            // Stopped while a batch is on its way: what became of that one nobody knows.
            long attempts = writing.Status.Attempts;
            Until(() => writing.Status.Attempts > attempts + 3, () => Play(writing, ref tick));
            _server.Stop();
            long failures = writing.Status.Failures;
            TimeSpan outage = TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable("POSTGRES_OUTAGE_SECONDS"), out double seconds) ? seconds : 0);
            long stopped = Stopwatch.GetTimestamp();
            Until(() => writing.Status.Failures >= failures + 5 && Stopwatch.GetElapsedTime(stopped) >= outage, () => Play(writing, ref tick), outage.TotalSeconds + 60);
            Assert.Equal(StoreHealth.Probing, writing.Status.Health);
            _server.Start();
        }

        Until(() => writing.Status.Health == StoreHealth.Good, () => Play(writing, ref tick));
        Until(() => writing.Writer.IsIdle, () => writing.Step());
        output.WriteLine(writing.Status.ToString());
        await writing.AssertAllKeptAsync();
    }

    // 40 players, 8 of whom are promised something in every tick. Time is virtual and runs as fast as the machine does.
    private static void Play(PlayerWriting writing, ref uint tick)
    {
        tick++;
        for (uint i = 0; i < 8 && writing.Status.EffectsWaiting < 20_000; i++) writing.Promise($"player {((tick * 8) + i) % 40}", 1, tick, i, tick);
        writing.Step();
    }

    private static void Until(Func<bool> holds, Action step, double secondsMax = 60)
    {
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < secondsMax, $"still not after {secondsMax} s");
            step();
            Thread.Yield();   // the driver's threads answer on the same cores
        }
    }
}
