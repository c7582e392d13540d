using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Simulation;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// A client that goes shopping, and its own account of it: what it ordered in its present session, what it was answered, and what it was told it has bought. Whatever its purse seems to
/// hold it orders now and then: a refusal is a result too, and must be kept like one.
/// </summary>
internal sealed class PurchaseLedger(ulong seed)
{
    private const double EverySeconds = 0.4;

    private readonly byte[] _order = new byte[ArenaOrder.Bytes];
    private Prng _prng = new(seed);
    private long _nextNs;
    private uint _purchase;

    /// <summary>The client's session that the numbers are of, from 1.</summary>
    public int Session { get; private set; }

    /// <summary>Orders given.</summary>
    public uint Sent { get; private set; }

    /// <summary>Orders with a result.</summary>
    public uint Answered { get; private set; }

    /// <summary>Orders whose result says that the goods are bought.</summary>
    public uint Bought { get; private set; }

    /// <summary>Goes on with what the player sees.</summary>
    public void Step(GameClient client, long nowNs)
    {
        if (client.SessionCount != Session) Begin(client.SessionCount);
        if (nowNs < _nextNs || !client.IsSeated || client.World is not { } world) return;
        _nextNs = nowNs + (long)(_prng.NextDouble() * 2 * EverySeconds * Timestamp.NanosecondsPerSecond);
        foreach (ReplicatedEntity entity in world.Entities)
        {
            if (!entity.IsOwned || entity.KindIndex != ArenaSchema.Ship.Index) continue;
            Order(client, world.Get(ArenaSchema.Purse, entity));
            return;
        }
    }

    /// <summary>Notes what the client was told.</summary>
    public void Take(GameClient client, in CommandAnswer answer)
    {
        if (client.SessionCount != Session) Begin(client.SessionCount);
        if (answer.Fate != CommandFate.Applied) return;
        Answered++;
        if (answer.Result == CommandResult.Done) Bought++;
    }

    private void Begin(int session)
    {
        Session = session;
        Sent = 0;
        Answered = 0;
        Bought = 0;
    }

    private void Order(GameClient client, in Purse purse)
    {
        ArenaGood good = _prng.NextChance(0.3) ? ArenaGood.Hull : ArenaGood.Rounds;
        new ArenaOrder(good, ++_purchase, (ushort)ArenaShop.PriceOf(good, purse)).Write(_order);
        if (client.TrySend(_order, out _)) Sent++;
    }
}
