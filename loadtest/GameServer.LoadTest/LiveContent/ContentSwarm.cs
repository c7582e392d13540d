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

/// <summary>All players of a content run.</summary>
internal sealed class ContentSwarm : SteppedSwarm
{
    private const int ReadsPerPoll = 16;

    private readonly BotSocket[] _sockets;
    private readonly Bot[] _bots;
    private readonly ContentBotKind[] _kinds;

    public ContentSwarm(ContentOptions options, IPEndPoint server)
        : base(options.Bots)
    {
        _sockets = new BotSocket[options.Bots];
        _bots = new Bot[options.Bots];
        _kinds = new ContentBotKind[options.Bots];
        SocketBatch batch = new();
        SnapshotScratch scratch = new();
        BotTimes times = new();
        Prng seeds = Prng.For(options.Seed, nameof(ContentSwarm));
        Timestamp now = SteadyClock.Now(SteadyClock.UtcOffsetTicks());
        for (int i = 0; i < _bots.Length; i++)
        {
            _kinds[i] = KindOf(i);
            _sockets[i] = BotSocket.Open(server, batch);
            _bots[i] = new Bot(OptionsOf(_kinds[i], i, options), BotBehaviour.Duel, ArenaGame.FieldSize(options.SeatsPerRoom), _sockets[i], scratch, times, seeds.NextULong());
            Watch(i, _sockets[i].Handle);
            _bots[i].Client.Connect(Endpoint.From(server), now);
            PlaySoon(i, now);
        }
    }

    public bool AllPlay => Array.TrueForAll(_bots, bot => bot.Client.State == ClientState.Playing);

    /// <summary>Players of one kind.</summary>
    public IEnumerable<GameClient> Of(ContentBotKind kind) => _bots.Where((_, index) => _kinds[index] == kind).Select(bot => bot.Client);

    /// <summary>Whether all players of these kinds hold the same version.</summary>
    public bool AllHold(params ContentBotKind[] kinds) => kinds.SelectMany(Of).Select(client => client.Content.Hash).Distinct().Count() <= 1;

    public IEnumerable<GameClient> All => _bots.Select(bot => bot.Client);

    protected override GameClient ClientOf(int bot) => _bots[bot].Client;

    protected override void Play(int bot, Timestamp now)
    {
        _sockets[bot].ReadsLeft = ReadsPerPoll;
        _bots[bot].Poll(now);
    }

    protected override void CloseSockets()
    {
        foreach (BotSocket socket in _sockets) socket?.Dispose();
    }

    // Of twenty: one from before content, two with an older one, two that predict.
    private static ContentBotKind KindOf(int number) => (number % 20) switch
    {
        1 => ContentBotKind.Without,
        3 or 11 => ContentBotKind.Older,
        5 or 13 => ContentBotKind.Predicting,
        _ => ContentBotKind.Current,
    };

    private static GameClientOptions OptionsOf(ContentBotKind kind, int number, ContentOptions options)
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
}
