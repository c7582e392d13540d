using System;
using GameServer.Arena;
using GameServer.Bench.Codec;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.StandIn;
using GameServer.Replication;

namespace GameServer.Bench.Bots;

/// <summary>
/// Bots that all play one recorded game over a <see cref="MemoryLink"/>: client, transport, decoder and pilot, taken in turn as in a swarm, so that each finds its memory as cold as it would
/// there. CPU time of the thread while it polls bots; the recorded server's is not counted.
/// </summary>
internal sealed class BotMeasurement
{
    private const int RateHz = 30;
    private const int RecordedPlayers = 200;
    private const int WarmUpTicks = 240;   // joins, codebooks, a settled view

    private readonly MemoryLink _link;
    private readonly StandInGame _server;
    private readonly Bot[] _bots;
    private Timestamp _now = new(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);

    public BotMeasurement(int bots, int ticks)
    {
        RecordedGame game = GameRecorder.Play(RecordedPlayers, (double)(WarmUpTicks + ticks + (2 * RateHz)) / RateHz) ?? throw new InvalidOperationException("the recorded bot has a seat");
        _link = new MemoryLink(bots);
        _server = new StandInGame(game, _link.Server, bots, _now.Nanoseconds);
        _bots = new Bot[bots];
        SnapshotScratch scratch = new();
        BotTimes times = new();
        for (int i = 0; i < bots; i++)
        {
            GameClientOptions options = new() { SharesServerClock = true };
            _bots[i] = new Bot(options, BotBehaviour.Wander, ArenaGame.FieldSize(RecordedPlayers), _link.Client(i), scratch, times, (ulong)i);
            _bots[i].Client.Connect(_link.Server.LocalEndpoint, _now);
        }
    }

    public BotResult Run(int ticks)
    {
        for (int i = 0; i < WarmUpTicks; i++) Step();
        ClientTotals before = Totals();
        double[] ns = new double[ticks];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < ticks; i++) ns[i] = Step() / _bots.Length;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        ClientTotals totals = Totals() - before;
        Array.Sort(ns);
        return new BotResult
        {
            Bots = _bots.Length,
            NsPerBotTick = ns[ticks / 2],
            NsPerBotTickLow = ns[ticks / 10],
            SnapshotsPerBotTick = (double)totals.Snapshots / ticks / _bots.Length,
            UpdatesPerSnapshot = (double)totals.Updates / totals.Snapshots,
            HashChecks = totals.HashChecks,
            HashMismatches = totals.HashMismatches,
            AllocatedBytes = allocated,
            Machine = Machine.Current,
        };
    }

    /// <returns>Nanoseconds of CPU that the bots took.</returns>
    private double Step()
    {
        _now = _now.Plus(Timestamp.NanosecondsPerSecond / RateHz);
        _server.Step(_now);
        _link.ServerDone();
        double startUs = ThreadTime.Microseconds();
        for (int first = 0; first < _bots.Length; first += CacheLine.ClientsAhead)
        {
            ReadOnlySpan<Bot> next = _bots.AsSpan(first, Math.Min(CacheLine.ClientsAhead, _bots.Length - first));
            foreach (Bot bot in next) CacheLine.FetchObject(bot, Bot.ObjectBytes);
            for (int step = 0; step < GameClient.PrefetchSteps; step++)
            {
                foreach (Bot bot in next) bot.Prefetch(step);
            }

            foreach (Bot bot in next) bot.Poll(_now);
        }

        double ns = (ThreadTime.Microseconds() - startUs) * 1_000;
        _link.ClientsDone();
        return ns;
    }

    private ClientTotals Totals()
    {
        ClientTotals totals = default;
        foreach (Bot bot in _bots)
        {
            ref readonly ClientStatistics counts = ref bot.Client.Statistics;
            totals += new ClientTotals(counts.SnapshotsApplied, counts.EntityUpdates, counts.HashChecks, counts.HashMismatches);
        }

        return totals;
    }

    private readonly record struct ClientTotals(long Snapshots, long Updates, long HashChecks, long HashMismatches)
    {
        public static ClientTotals operator +(ClientTotals a, ClientTotals b) => new(a.Snapshots + b.Snapshots, a.Updates + b.Updates, a.HashChecks + b.HashChecks, a.HashMismatches + b.HashMismatches);

        public static ClientTotals operator -(ClientTotals a, ClientTotals b) => new(a.Snapshots - b.Snapshots, a.Updates - b.Updates, a.HashChecks - b.HashChecks, a.HashMismatches - b.HashMismatches);
    }
}
