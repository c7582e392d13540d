using System;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Scenarios;
using GameServer.Replication;
using GameServer.Simulation;
using GameServer.Transport;

namespace GameServer.LoadTest.Bots;

/// <summary>One player: the real client SDK over one socket, and a pilot. The same bot drives simulated runs, benchmarks and swarms over UDP.</summary>
public sealed class Bot : IClientGame
{
    /// <summary>What of a bot to fetch before <see cref="Prefetch"/>.</summary>
    public const int ObjectBytes = 96;

    private const int OwedMax = 128 * 60;   // a minute at the highest rate; nobody waits longer for a picture

    private readonly IPilot _pilot;
    private readonly BotTimes _times;
    private IBotWitness? _witness;
    private Prediction? _heard;
    private Tick _newest;
    private long _newestAgeNs;
    private long _arrivedNs;   // 0: nothing yet
    private Timestamp _now;

    /// <summary>A bot that has not connected yet.</summary>
    /// <param name="options">Of its client.</param>
    /// <param name="behaviour">Of its pilot.</param>
    /// <param name="fieldSize">Side of the field, in units: the pilot picks places inside it.</param>
    /// <param name="socket">Its own.</param>
    /// <param name="scratch">Shared by all bots of a thread.</param>
    /// <param name="times">Where it records what it measures; shared by all bots of a thread.</param>
    /// <param name="seed">Where its randomness starts.</param>
    /// <param name="witness">Sees everything the bot does and is shown.</param>
    public Bot(
        GameClientOptions options, BotBehaviour behaviour, float fieldSize, IDatagramSocket socket, SnapshotScratch scratch, BotTimes times, ulong seed, IBotWitness? witness = null)
        : this(options, ArenaSchema.Schema, new BotPilot(behaviour, fieldSize, seed), socket, scratch, times, seed)
    {
        _witness = witness;
    }

    /// <summary>A bot of any game.</summary>
    /// <param name="options">Of its client.</param>
    /// <param name="schema">The game's declaration.</param>
    /// <param name="pilot">Decides what it does.</param>
    /// <param name="socket">Its own.</param>
    /// <param name="scratch">Shared by all bots of a thread.</param>
    /// <param name="times">Where it records what it measures; shared by all bots of a thread.</param>
    /// <param name="seed">Where its client's randomness starts.</param>
    public Bot(GameClientOptions options, GameSchema schema, IPilot pilot, IDatagramSocket socket, SnapshotScratch scratch, BotTimes times, ulong seed)
    {
        _pilot = pilot;
        _times = times;
        Client = new GameClient(schema, this, options, socket, scratch, seed);
    }

    public GameClient Client { get; }

    /// <summary>When things arrive, for a bot that looks later; without it, the moment it looks.</summary>
    internal IArrivalTimes? Arrivals { get; set; }

    /// <summary>False for one of many whose times say nothing that the others' do not.</summary>
    internal bool IsTimed { get; init; } = true;

    /// <summary>Sends the bot somewhere, whatever its behaviour; bots that are away from their keyboards stay there.</summary>
    internal void Gather(Gathering gathering)
    {
        if (_pilot is not BotPilot pilot) return;
        pilot.Override = gathering switch
        {
            Gathering.Crush => BotBehaviour.Crush,
            Gathering.Spread => BotBehaviour.Wander,
            _ => null,
        };
    }

    /// <summary>Polls the client, once per frame at least. Bots that are polled through their client alone measure no gaps.</summary>
    public void Poll(Timestamp now)
    {
        Receive(now);
        Respond(now);
    }

    /// <summary>See <see cref="GameClient.Receive"/>.</summary>
    public void Receive(Timestamp now)
    {
        _now = now;
        Client.Receive(now);
    }

    /// <summary>See <see cref="GameClient.Respond"/>.</summary>
    public void Respond(Timestamp now)
    {
        _now = now;
        Client.Respond(now);
    }

    /// <summary>Records the gap that is still open, as far as it has come: a player who has waited for a second and will get nothing has seen a gap of a second.</summary>
    public void CloseGap(long nowNs)
    {
        if (_arrivedNs > 0) _times.SnapshotGap.Record(nowNs - _arrivedNs);
        _arrivedNs = 0;
    }

    /// <summary>From now on tells someone of everything the bot does and is shown.</summary>
    internal void Tell(IBotWitness witness) => _witness = witness;

    /// <summary>See <see cref="GameClient.Prefetch"/>.</summary>
    public void Prefetch(int step)
    {
        GameClient.Prefetch(Client, step);
        if (step == 0) CacheLine.FetchObject(_pilot, BotPilot.ObjectBytes);
    }

    void IClientGame.SampleInput(GameClient client, Tick tick, Span<int> fields)
    {
        if (client.Prediction != _heard) Hear(client.Prediction);
        _pilot.Decide(client, tick, fields);
        _witness?.InputSampled(tick, fields);
    }

    void IClientGame.SnapshotApplied(GameClient client, in SnapshotArrival arrival)
    {
        _witness?.SnapshotApplied(client, arrival);
        if (!IsTimed) return;
        long waitedNs = Arrivals?.WaitedNs(_now) ?? 0;
        if (arrival.InputToEffectNs >= 0) _times.InputToEffect.Record(arrival.InputToEffectNs - waitedNs);
        if (arrival.Info.Tick - _newest <= 0 && !_newest.IsNone) return;
        _newest = arrival.Info.Tick;
        long arrivedNs = _now.Nanoseconds - waitedNs;
        if (_arrivedNs > 0) RecordGap(arrivedNs - _arrivedNs, Timestamp.NanosecondsPerSecond / client.TickRateHz);
        _newestAgeNs = arrival.AgeNs - waitedNs;
        _times.SnapshotAge.Record(_newestAgeNs);
        _arrivedNs = arrivedNs;
    }

    void IClientGame.CommandAnswered(GameClient client, in CommandAnswer answer) => _witness?.CommandAnswered(client, answer);

    // One value for each tick in which something should have come: what was left of the gap then, and how old the view had become.
    private void RecordGap(long gapNs, long tickNs)
    {
        _times.SnapshotGap.Record(gapNs);
        long owed = Math.Min((gapNs + (tickNs / 2)) / tickNs, OwedMax);
        for (long tick = 1; tick < owed; tick++)
        {
            _times.SnapshotGap.Record(gapNs - (tick * tickNs));
            _times.SnapshotAge.Record(_newestAgeNs + (tick * tickNs));
        }
    }

    // A new seat has a prediction of its own; before its first input there is nothing to correct.
    private void Hear(Prediction? prediction)
    {
        _heard = prediction;
        if (prediction is not null) prediction.Mispredicted = NoteCorrection;
    }

    private void NoteCorrection(Misprediction wrong)
    {
        if (wrong.Units > 0 && !wrong.IsTeleport) _times.Corrections.Record((long)Math.Round(wrong.Units * BotTimes.PerGameUnit));
    }
}
