using System;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Transport;

namespace GameServer.LoadTest.Bots;

/// <summary>One player: the real client SDK over one socket, and a pilot. The same bot drives simulated runs, benchmarks and swarms over UDP.</summary>
public sealed class Bot : IClientGame
{
    private readonly BotPilot _pilot;
    private readonly BotTimes _times;
    private readonly IBotWitness? _witness;
    private Tick _newest;
    private long _newestAgeNs;

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
    {
        _witness = witness;
        _pilot = new BotPilot(behaviour, fieldSize, seed);
        _times = times;
        Client = new GameClient(ArenaSchema.Schema, this, options, socket, scratch, seed);
    }

    public GameClient Client { get; }

    /// <summary>See <see cref="GameClient.Prefetch"/>.</summary>
    public void Prefetch(int step)
    {
        Client.Prefetch(step);
        if (step == 0) _pilot.Prefetch();
    }

    /// <summary>What choosing an input reads besides, once all steps of <see cref="Prefetch"/> are done.</summary>
    public void PrefetchShip() => _pilot.PrefetchShip(Client);

    void IClientGame.SampleInput(GameClient client, Tick tick, Span<int> fields)
    {
        ArenaInputCodec.Instance.CaptureOne(_pilot.Decide(client), fields);
        _witness?.InputSampled(tick, fields);
    }

    void IClientGame.SnapshotApplied(GameClient client, in SnapshotArrival arrival)
    {
        _witness?.SnapshotApplied(client, arrival);
        long gapNs = GapNs(client, arrival);
        if (!_times.Recording) return;
        if (gapNs >= 0) _times.SnapshotGap.Record(gapNs);
        _times.SnapshotAge.Record(arrival.AgeNs);
        if (arrival.InputToEffectNs >= 0) _times.InputToEffect.Record(arrival.InputToEffectNs);
    }

    // How far apart two ticks were due, and how much later than the first the second came: no clock is needed.
    private long GapNs(GameClient client, in SnapshotArrival arrival)
    {
        int ticks = arrival.Info.Tick - _newest;
        if (!_newest.IsNone && ticks <= 0) return -1;
        long gapNs = _newest.IsNone ? -1 : (ticks * Timestamp.NanosecondsPerSecond / client.TickRateHz) + arrival.AgeNs - _newestAgeNs;
        _newest = arrival.Info.Tick;
        _newestAgeNs = arrival.AgeNs;
        return gapNs;
    }
}
