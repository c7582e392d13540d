using System;
using System.Net;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Swarm;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.Crash;

/// <summary>
/// One player whose server is killed again and again: the real client with its usual options, a pilot that fights for credits, and a shopper who spends them and keeps a ledger.
/// Nobody tells it of a crash; it notices, and comes back, as any client does.
/// </summary>
internal sealed class CrashBot : IClientGame, IDisposable
{
    private const int ReadsPerPoll = 16;
    private const int OpenMax = 8;                    // orders without an answer; people wait for some sign too
    private const double BuyChance = 0.25;            // per tick, while something can be had
    private const double WindowShopChance = 1.0 / 60; // per tick, of an order that must be refused: numbers go on, the purse does not

    private readonly BotSocket _socket;
    private readonly BotPilot _pilot;
    private Prng _prng;
    private long _nowNs;
    private int _lives;          // welcomes so far
    private int _awaitedLife;
    private RoomId _room;
    private PlayerSlot _seat;

    public CrashBot(IPEndPoint server, int number, CrashOptions options, SocketBatch batch, SnapshotScratch scratch, ref Prng seeds)
    {
        _socket = BotSocket.Open(server, batch);
        Name = $"bot {number}";
        _prng = new Prng(seeds.NextULong());
        _pilot = new BotPilot(BotBehaviour.Duel, options.FieldSize, seeds.NextULong());
        GameClientOptions client = new() { PlayerId = $"crash {Name}", PlayerName = Name, SharesServerClock = true };
        Client = new GameClient(ArenaSchema.Schema, this, client, _socket, scratch, seeds.NextULong());
    }

    public string Name { get; }

    public GameClient Client { get; }

    public PurchaseLedger Ledger { get; } = new();

    public int Handle => _socket.Handle;

    /// <summary>False once it only plays, and waits for its last answers.</summary>
    public bool Shops { get; set; } = true;

    /// <summary>Whether it sees the room again since <see cref="Await"/>.</summary>
    public bool IsBack { get; private set; }

    /// <summary>When it had its seat.</summary>
    public long SeatedNs { get; private set; }

    /// <summary>When it saw the first picture in it.</summary>
    public long ShownNs { get; private set; }

    /// <summary>What is wrong with its seat; null when nothing is.</summary>
    public string? SeatProblem { get; private set; }

    /// <summary>The server is about to start, or was killed a moment ago: from now on it counts as away until it has been seated once more.</summary>
    public void Await()
    {
        IsBack = false;
        _awaitedLife = _lives + 1;
    }

    public void Connect(IPEndPoint server, Timestamp now) => Client.Connect(Endpoint.From(server), now);

    public void Poll(Timestamp now)
    {
        _nowNs = now.Nanoseconds;
        _socket.ReadsLeft = ReadsPerPoll;
        Client.Poll(now);
        NoteReturn();
        if (Client.State == ClientState.Closed) SeatProblem ??= $"its client closed: {Client.CloseReason} {Client.CloseText}";
    }

    public void Dispose() => _socket.Dispose();

    void IClientGame.SampleInput(GameClient client, Tick tick, Span<int> fields)
    {
        _pilot.Decide(client, tick, fields);
        if (Shops && client.CommandsWaiting < OpenMax) Shop();
    }

    void IClientGame.SnapshotApplied(GameClient client, in SnapshotArrival arrival)
    {
        NoteReturn();
        if (TryFindShip(out ReplicatedEntity ship)) Ledger.Show(client.World!.Get(ArenaSchema.Purse, ship));
        if (IsBack || _lives < _awaitedLife) return;
        IsBack = true;
        ShownNs = _nowNs;
    }

    void IClientGame.CommandAnswered(GameClient client, in CommandAnswer answer)
    {
        NoteReturn();
        Ledger.Answer(answer);
    }

    // Called first wherever something of a new connection may show: the ledger must know before it is shown anything.
    private void NoteReturn()
    {
        int lives = Client.SessionCount + (int)Client.Statistics.Resumes;
        if (lives == _lives) return;
        if (_lives == 0) (_room, _seat) = (Client.Room, Client.Player);
        _lives = lives;
        SeatedNs = _nowNs;
        Ledger.Return();
        if (Client.SessionCount > 1) SeatProblem ??= "its session ended and another began";
        else if ((Client.Room, Client.Player) != (_room, _seat)) SeatProblem ??= $"it sat in room {_room}, seat {_seat}, and came back to room {Client.Room}, seat {Client.Player}";
    }

    private void Shop()
    {
        Purse purse = Ledger.Shown;
        bool wantsHull = purse.Hull < ArenaRules.HullMax && Ledger.OpenPlates == 0;
        ArenaGood good = wantsHull && ArenaShop.PriceOf(ArenaGood.Hull, purse) <= purse.Credits ? ArenaGood.Hull : ArenaGood.Rounds;
        int price = ArenaShop.PriceOf(good, purse);
        if (!_prng.NextChance(price <= purse.Credits ? BuyChance : WindowShopChance)) return;
        Span<byte> order = stackalloc byte[ArenaOrder.Bytes];
        new ArenaOrder(good, (uint)Ledger.Sent + 1, (ushort)price).Write(order);
        if (Client.TrySend(order, out uint number)) Ledger.Order(number, good);
    }

    private bool TryFindShip(out ReplicatedEntity ship)
    {
        foreach (ReplicatedEntity entity in Client.World!.Entities)
        {
            ship = entity;
            if (entity.IsOwned && entity.KindIndex == ArenaSchema.Ship.Index) return true;
        }

        ship = default;
        return false;
    }
}
