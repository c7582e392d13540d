using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Swarm;
using GameServer.Replication;

namespace GameServer.LoadTest.Crash;

/// <summary>All players of a crash run.</summary>
internal sealed class CrashSwarm : SteppedSwarm
{
    private readonly IPEndPoint _server;
    private readonly CrashBot[] _bots;

    public CrashSwarm(CrashOptions options, IPEndPoint server)
        : base(options.Bots)
    {
        _server = server;
        _bots = new CrashBot[options.Bots];
        SocketBatch batch = new();
        SnapshotScratch scratch = new();
        Prng seeds = Prng.For(options.Seed, nameof(CrashSwarm));
        for (int i = 0; i < _bots.Length; i++)
        {
            _bots[i] = new CrashBot(server, i, options, batch, scratch, ref seeds);
            Watch(i, _bots[i].Handle);
        }
    }

    public IReadOnlyList<CrashBot> Bots => _bots;

    public int BackCount => _bots.Count(bot => bot.IsBack);

    public bool AllBack => Array.TrueForAll(_bots, bot => bot.IsBack);

    public bool AnyBought => Array.Exists(_bots, bot => bot.Ledger.Bought > 0);

    public bool AllSettled => Array.TrueForAll(_bots, bot => bot.Ledger.IsSettled);

    /// <summary>True when some bot has found something wrong that no waiting mends.</summary>
    public bool HasProblem => Array.Exists(_bots, bot => bot.SeatProblem is not null || bot.Ledger.Problems.Count > 0);

    /// <summary>Commands without a result, of all bots.</summary>
    public int OpenCommands => _bots.Sum(bot => bot.Ledger.Open);

    public void Connect()
    {
        Timestamp now = SteadyClock.Now(SteadyClock.UtcOffsetTicks());
        for (int i = 0; i < _bots.Length; i++)
        {
            _bots[i].Await();
            _bots[i].Connect(_server, now);
            PlaySoon(i, now);
        }
    }

    /// <summary>From now on everybody counts as away until seated again.</summary>
    public void Await()
    {
        foreach (CrashBot bot in _bots) bot.Await();
    }

    public void StopShopping()
    {
        foreach (CrashBot bot in _bots) bot.Shops = false;
    }

    protected override GameClient ClientOf(int bot) => _bots[bot].Client;

    protected override void Play(int bot, Timestamp now) => _bots[bot].Poll(now);

    protected override void CloseSockets()
    {
        foreach (CrashBot bot in _bots) bot?.Dispose();
    }
}
