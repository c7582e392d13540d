using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Transport;

namespace GameServer.LoadTest.Scenes;

/// <summary>Runs a scene on virtual time: the server wakes every 2 ms as its host wakes it, each player polls and draws at the frame rate. Nothing reads a clock.</summary>
public sealed class Scene
{
    private const long ServerStepNs = 2 * Timestamp.NanosecondsPerMillisecond;

    private readonly SimulatedNetwork _network;
    private readonly List<IDatagramSocket> _sockets = [];
    private readonly double _frameNs;
    private readonly long _startNs;
    private Timestamp _now;
    private long _nextServerNs;
    private long _frames;

    public Scene(SceneOptions options)
    {
        Options = options;
        _now = new Timestamp(Timestamp.NanosecondsPerSecond, 621_355_968_000_000_000);
        _startNs = _now.Nanoseconds;
        _nextServerNs = _startNs;
        _frameNs = Timestamp.NanosecondsPerSecond / options.RenderHz;
        _network = new SimulatedNetwork(options.Seed) { DefaultConditions = LinkConditions.Perfect with { DelayMs = options.RttMs / 2 } };
        _network.AdvanceTo(_now);
        Endpoint server = Endpoint.FromIPv4(0x0A00_0001, 7777);
        ShardOptions shard = new()
        {
            Seed = options.Seed,
            TickRateHz = options.TickRateHz,
            PlayersPerRoom = 16,
            EntitiesPerRoom = 1024,
            RewindCapMs = options.RewindCapMs,
            Transport = new TransportOptions { PeersMax = 32, DisconnectTimeoutMs = options.DisconnectTimeoutMs },
        };
        Shard = new Shard(() => options.Game ?? new ArenaGame(options.TickRateHz), shard, _network.Bind(server), NoStageClock.Instance, _now);
        SnapshotScratch scratch = new();
        for (int i = 0; i < options.Players; i++)
        {
            IDatagramSocket socket = _network.Bind(Endpoint.FromIPv4(0x0A00_0100 + (uint)i, 40_000));
            ScenePlayer player = new(options, socket, scratch, StateHasher.Mix(options.Seed + (ulong)i));
            player.Client.Connect(server, _now);
            Players.Add(player);
            _sockets.Add(socket);
        }
    }

    public SceneOptions Options { get; }

    public Shard Shard { get; }

    public Room Room => Shard.Rooms.All[0];

    public List<ScenePlayer> Players { get; } = [];

    /// <summary>Seconds since the scene began.</summary>
    public double Seconds => (_now.Nanoseconds - _startNs) / (double)Timestamp.NanosecondsPerSecond;

    /// <summary>Called after every frame of every player.</summary>
    public Action<ScenePlayer>? Drawn { get; set; }

    /// <summary>Called after every step of the server that ran a tick.</summary>
    public Action? Ticked { get; set; }

    /// <summary>From here on the network is as bad as the options say.</summary>
    public void Worsen() => _network.SetAll(LinkConditions.Perfect with { DelayMs = Options.RttMs / 2, LossChance = Options.Loss, JitterMs = Options.JitterMs });

    /// <summary>From here on the network only delays.</summary>
    public void Heal() => _network.SetAll(LinkConditions.Perfect with { DelayMs = Options.RttMs / 2 });

    /// <summary>From here on nothing passes.</summary>
    public void Cut() => _network.SetAll(LinkConditions.Perfect with { IsPartitioned = true });

    /// <summary>Gives a player another address, as a change from Wi-Fi to mobile does.</summary>
    public void Move(int player, Endpoint address) => _network.Rebind(_sockets[player], address);

    public void Run(double seconds)
    {
        long endNs = _now.Nanoseconds + (long)(seconds * Timestamp.NanosecondsPerSecond);
        while (true)
        {
            long frameNs = _startNs + (long)(_frames * _frameNs);
            long nextNs = Math.Min(frameNs, _nextServerNs);
            if (nextNs > endNs)
            {
                _now = _now.Plus(endNs - _now.Nanoseconds);
                return;
            }

            _now = _now.Plus(nextNs - _now.Nanoseconds);
            _network.AdvanceTo(_now);
            if (nextNs == _nextServerNs) StepServer();
            if (nextNs == frameNs) DrawFrame();
        }
    }

    private void StepServer()
    {
        _nextServerNs += ServerStepNs;
        Tick before = Room.Tick;
        Shard.Step(_now);
        if (Room.Tick != before) Ticked?.Invoke();
    }

    private void DrawFrame()
    {
        _frames++;
        foreach (ScenePlayer player in Players)
        {
            player.Frame(_now);
            Drawn?.Invoke(player);
        }
    }
}
