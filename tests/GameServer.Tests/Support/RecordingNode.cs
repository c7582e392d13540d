using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Server;
using GameServer.Simulation;
using Xunit;

namespace GameServer.Tests.Support;

/// <summary>
/// A journaled shard whose rooms pay their players, with a player store of its own, over several lives. What every tick promised is noted; what a crash undoes is struck out; in the end the
/// players' ledgers must say exactly the rest.
/// </summary>
internal sealed class RecordingNode
{
    private readonly Func<IPlayerStore> _newStore;
    private readonly SortedDictionary<(int Room, uint Tick), List<string>> _promised = [];
    private readonly HashSet<string> _players = [];
    private Prng _prng;

    public RecordingNode(ulong seed, JournaledShard shard, Func<IPlayerStore> newStore)
    {
        _prng = Prng.For(seed, "recording node");
        _newStore = newStore;
        Shard = shard;
        shard.NewPlayers = NewPlayers;
        shard.AfterStep = AfterStep;
    }

    public JournaledShard Shard { get; }

    public IPlayerStore Store { get; private set; } = null!;

    public EffectQueue Queue { get; private set; } = null!;

    public PlayerRecordWriter Writer { get; private set; } = null!;

    /// <summary>How often the players' thread gets its turn after a step.</summary>
    public double PumpChance { get; set; } = 1;

    /// <summary>Memory of the queue to the writer.</summary>
    public int QueueBytes { get; set; } = 1 << 17;

    public PlayerWriterOptions Options { get; set; } = new();

    /// <summary>Effects promised by ticks that no crash undid.</summary>
    public int PromisedCount => _promised.Values.Sum(effects => effects.Count);

    /// <summary>Begins a life where a recovery found the rooms.</summary>
    public void Start(RecoveryReport recovered)
    {
        Shard.Start(recovered);
        foreach (Room room in Shard.Rooms)
        {
            foreach ((int Room, uint Tick) undone in _promised.Keys.Where(key => key.Room == room.Id.Value && key.Tick > room.Tick.Value).ToArray()) _promised.Remove(undone);
        }
    }

    /// <summary>Runs on until everything promised so far is stored, and the rooms know.</summary>
    public void Settle(int ticksMax = 3_000)
    {
        PumpChance = 1;
        Writer.Finish();
        Shard.IsSettled = true;
        for (int i = 0; i < ticksMax; i += 10)
        {
            Shard.Run(10);
            if (Shard.Rooms.ToArray().All(room => room.Simulation.Outbox.TryRead(room.Simulation.Outbox.Start, out PromisedEffect oldest) == false || room.Tick - oldest.Id.Tick < 30)) return;
        }

        Assert.Fail($"still not stored: {Writer.Status}");
    }

    /// <summary>The ledgers hold each effect once, and nothing that was undone.</summary>
    public async Task AssertExactlyOnceAsync(string what)
    {
        // The last ticks are still under way.
        uint newest = Shard.Rooms.ToArray().Min(room => room.Simulation.Outbox.TryRead(room.Simulation.Outbox.Start, out PromisedEffect oldest) ? oldest.Id.Tick.Value - 1 : room.Tick.Value);
        List<string> expected = [.. _promised.Where(pair => pair.Key.Tick <= newest).SelectMany(pair => pair.Value).Order(StringComparer.Ordinal)];
        List<string> found = [];
        foreach (string player in _players)
        {
            foreach (PlayerEffect effect in await Store.ReadLedgerAsync(player, default))
            {
                if (effect.Id.Tick.Value <= newest) found.Add($"{effect.Id} {player} {SumRules.AmountOf(effect.Payload.Span)}");
            }
        }

        found.Sort(StringComparer.Ordinal);
        Assert.True(expected.Count > 0, what);
        Assert.True(expected.SequenceEqual(found), $"{what}: {expected.Except(found).Count()} of {expected.Count} lost, {found.Except(expected).Count()} not promised, {found.Count - found.Distinct().Count()} doubled");
        await AssertProfilesAsync(what);
    }

    private async Task AssertProfilesAsync(string what)
    {
        foreach (string player in _players)
        {
            PlayerRecord record = (await Store.LoadAsync([new PlayerLookup(player, [])], default))[0].Record;
            long sum = (await Store.ReadLedgerAsync(player, default)).Sum(effect => SumRules.AmountOf(effect.Payload.Span));
            Assert.True(sum == SumRules.SumOf(ProfileFold.Read(record, new SumRules()).Bytes.Span), $"{what}: the profile of {player} is another sum than its ledger's");
        }
    }

    private ShardPlayers NewPlayers()
    {
        Store = _newStore();
        ValueTask opening = Store.OpenAsync(default);
        Assert.True(opening.IsCompletedSuccessfully);
        Queue = new EffectQueue(QueueBytes);
        Writer = new PlayerRecordWriter(Store, new SumRules(), Options, [Queue], seed: 1);
        return new ShardPlayers(Queue, profiles: null);
    }

    private void AfterStep(Timestamp now)
    {
        foreach (Room room in Shard.Rooms) Note(room.Id.Value, room.Simulation);
        if (_prng.NextChance(PumpChance)) Writer.Pump(now);
    }

    private void Note(int id, RoomSimulation room)
    {
        List<string> effects = [];
        for (int i = 0; i < room.World.Effects.Count; i++)
        {
            WorldEffect effect = room.World.Effects[i];
            string player = room.RecipientOf(effect);
            _players.Add(player);
            effects.Add($"{new EffectId(room.Key, room.Tick, effect.Index)} {player} {SumRules.AmountOf(effect.Payload)}");
        }

        if (effects.Count > 0) _promised[(id, room.Tick.Value)] = effects;
    }
}
