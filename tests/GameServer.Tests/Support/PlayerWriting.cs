using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using Xunit;

namespace GameServer.Tests.Support;

/// <summary>A room that promises sums to players, a writer that brings them to a store, and a ledger of its own to judge the store by. On virtual time.</summary>
internal sealed class PlayerWriting
{
    public const int StepMs = 50;

    private readonly Dictionary<string, (long Sum, int Count, uint Order)> _promised = [];

    public PlayerWriting(IPlayerStore store, PlayerWriterOptions? options = null, IProfileRules? rules = null, int queueBytes = 1 << 17, RefusedEffects? keptAside = null)
    {
        Store = store;
        Queue = new EffectQueue(queueBytes);
        Writer = new PlayerRecordWriter(store, rules ?? new SumRules(), options ?? new PlayerWriterOptions(), [Queue], seed: 1, keptAside);
    }

    public IPlayerStore Store { get; }

    public EffectQueue Queue { get; }

    public PlayerRecordWriter Writer { get; }

    public PlayerWriterStatus Status => Writer.Status;

    public Timestamp Now { get; private set; } = new(1, 1);

    /// <summary>Promises an amount, if the queue takes it.</summary>
    public bool Promise(string player, ulong room, uint tick, uint index, long amount)
    {
        if (!Queue.TryOffer(new EffectId(room, new Tick(tick), index), player, 1, EffectKeeping.Each, SumRules.Payload(amount))) return false;
        (long sum, int count, uint order) = _promised.GetValueOrDefault(player);
        _promised[player] = (sum + amount, count + 1, SumRules.NextOrder(order, amount));
        return true;
    }

    public void Step(int ms = StepMs)
    {
        Queue.Publish();
        Now = Now.Plus(ms * Timestamp.NanosecondsPerMillisecond);
        Writer.Pump(Now);
    }

    /// <summary>Steps until nothing waits; as long as it may take after the worst back-off.</summary>
    public void StepUntilIdle(int msMax = 200_000)
    {
        for (int ms = 0; ms < msMax; ms += StepMs)
        {
            Step();
            if (Writer.IsIdle) return;
        }

        Assert.Fail($"still waiting after {msMax} ms: {Status}");
    }

    /// <summary>Every promise is in its player's profile exactly once, in order, and in the ledger.</summary>
    public async Task AssertAllKeptAsync()
    {
        Assert.Equal(Queue.LastOffered, Queue.StoredThrough);
        foreach ((string player, (long sum, int count, uint order)) in _promised)
        {
            PlayerRecord record = (await Store.LoadAsync([new PlayerLookup(player, [])], default)).Single().Record;
            ReadOnlyMemory<byte> profile = ProfileFold.Read(record, new SumRules()).Bytes;
            Assert.Equal((player, sum, count, order), (player, SumRules.SumOf(profile.Span), SumRules.CountOf(profile.Span), SumRules.OrderOf(profile.Span)));
            Assert.Equal(count, (await Store.ReadLedgerAsync(player, default)).Count);
        }
    }
}
