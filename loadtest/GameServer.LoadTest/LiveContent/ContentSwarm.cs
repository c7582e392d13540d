using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Machine;
using GameServer.LoadTest.Swarm;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.LiveContent;

/// <summary>All players of a content run, on the calling thread, as long as somebody calls <see cref="Step"/> every slice.</summary>
internal sealed class ContentSwarm : IDisposable
{
    private const long LookNs = 10 * Timestamp.NanosecondsPerMillisecond;   // of a bot without a seat
    private const int ReadsPerPoll = 16;

    private readonly BotSocket[] _sockets;
    private readonly Bot[] _bots;
    private readonly ContentBotKind[] _kinds;
    private readonly Readiness _readiness;
    private readonly DueWheel _wheel;
    private readonly int[] _due = new int[128];

    public ContentSwarm(ContentOptions options, IPEndPoint server)
    {
        _sockets = new BotSocket[options.Bots];
        _bots = new Bot[options.Bots];
        _kinds = new ContentBotKind[options.Bots];
        _readiness = Readiness.Create(options.Bots);
        _wheel = new DueWheel(options.Bots, SteadyClock.Nanoseconds());
        byte[] receiveBuffer = BotSocket.NewBuffer();
        SnapshotScratch scratch = new();
        BotTimes times = new();
        Prng seeds = Prng.For(options.Seed, nameof(ContentSwarm));
        Timestamp now = SteadyClock.Now(SteadyClock.UtcOffsetTicks());
        for (int i = 0; i < _bots.Length; i++)
        {
            _kinds[i] = KindOf(i);
            _sockets[i] = BotSocket.Open(server, receiveBuffer);
            _bots[i] = new Bot(ClientOf(_kinds[i], i, options), BotBehaviour.Duel, ArenaGame.FieldSize(options.SeatsPerRoom), _sockets[i], scratch, times, seeds.NextULong());
            _readiness.Watch(_sockets[i].Handle, i);
            _bots[i].Client.Connect(Endpoint.From(server), now);
            _wheel.Schedule(i, now.Nanoseconds + 1);
        }
    }

    /// <summary>How late inputs were sampled, in nanoseconds: where this is much, the run says little about time.</summary>
    public LatencyHistogram SamplingLateness { get; } = new();

    public bool AllPlay => Array.TrueForAll(_bots, bot => bot.Client.State == ClientState.Playing);

    /// <summary>Players of one kind.</summary>
    public IEnumerable<GameClient> Of(ContentBotKind kind) => _bots.Where((_, index) => _kinds[index] == kind).Select(bot => bot.Client);

    /// <summary>Whether all players of these kinds hold the same version.</summary>
    public bool AllHold(params ContentBotKind[] kinds) => kinds.SelectMany(Of).Select(client => client.Content.Hash).Distinct().Count() <= 1;

    public IEnumerable<GameClient> All => _bots.Select(bot => bot.Client);

    /// <summary>Plays what arrived and what is due.</summary>
    public void Step()
    {
        long utcOffsetTicks = SteadyClock.UtcOffsetTicks();
        bool more = true;
        for (int round = 0; more && round <= _bots.Length / _due.Length; round++)
        {
            int readyCount = _readiness.Take(out more);
            for (int position = 0; position < readyCount; position++) Poll(_readiness.IndexAt(position), utcOffsetTicks);
        }

        int dueCount = _due.Length;
        for (int round = 0; dueCount == _due.Length && round <= _bots.Length / _due.Length; round++)
        {
            dueCount = _wheel.Collect(SteadyClock.Nanoseconds(), _due);
            for (int i = 0; i < dueCount; i++) Poll(_due[i], utcOffsetTicks);
        }
    }

    public void Dispose()
    {
        foreach (BotSocket socket in _sockets) socket?.Dispose();
        _readiness.Dispose();
    }

    // Of twenty: one from before content, two with an older one, two that predict.
    private static ContentBotKind KindOf(int number) => (number % 20) switch
    {
        1 => ContentBotKind.Without,
        3 or 11 => ContentBotKind.Older,
        5 or 13 => ContentBotKind.Predicting,
        _ => ContentBotKind.Current,
    };

    private static GameClientOptions ClientOf(ContentBotKind kind, int number, ContentOptions options)
    {
        GameClientOptions client = new() { PlayerName = $"bot {number}", RoomId = number % options.Rooms, SharesServerClock = true };
        return kind switch
        {
            ContentBotKind.Current => client with { Content = ArenaContent.Declaration },
            ContentBotKind.Predicting => client with { Predicts = new ArenaPrediction() },
            ContentBotKind.Older => client with { Content = OlderContent.Declaration },
            _ => client,
        };
    }

    private void Poll(int index, long utcOffsetTicks)
    {
        Timestamp now = SteadyClock.Now(utcOffsetTicks);
        GameClient client = _bots[index].Client;
        if (client.NextInputNs <= now.Nanoseconds) SamplingLateness.Record(now.Nanoseconds - client.NextInputNs);
        _sockets[index].ReadsLeft = ReadsPerPoll;
        _bots[index].Poll(now);
        _wheel.Schedule(index, client.IsSeated ? client.NextInputNs : now.Nanoseconds + LookNs);
    }
}
