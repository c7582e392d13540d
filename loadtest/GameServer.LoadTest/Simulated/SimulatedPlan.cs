using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Arena;
using GameServer.Client;
using GameServer.Core;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Simulated.Hostile;
using GameServer.Replication;
using GameServer.Server;
using GameServer.Transport;

namespace GameServer.LoadTest.Simulated;

/// <summary>Everything a simulated run is made of. All of it follows from the seed, and it can be printed.</summary>
public sealed record SimulatedPlan
{
    private static readonly int[] TickRates = [10, 20, 30, 30, 60, 60, 128];

    public required ulong Seed { get; init; }

    /// <summary>Length of the part with faults, on the first shard's clock.</summary>
    public required int Ticks { get; init; }

    public required IReadOnlyList<ShardOptions> Shards { get; init; }

    public required GameClientOptions Client { get; init; }

    /// <summary>By shard.</summary>
    public required IReadOnlyList<DiskPlan> Disks { get; init; }

    public required IReadOnlyList<PlayerPlan> Players { get; init; }

    public required IReadOnlyList<HostilePlan> Hostiles { get; init; }

    public required FaultPlan Faults { get; init; }

    /// <summary>What rooms play by while faults last; null for the values in code.</summary>
    public SimulatedContent? Content { get; init; }

    /// <summary>In order of time.</summary>
    public IReadOnlyList<OperatorAct> Operators { get; init; } = [];

    /// <summary>Side of every room's field, in units; 0 lets it grow with the room's seats.</summary>
    public float FieldSize { get; init; }

    /// <summary>Length of the part with faults.</summary>
    public double Seconds => (double)Ticks / Shards[0].TickRateHz;

    /// <summary>Draws a run.</summary>
    public static SimulatedPlan Draw(ulong seed, int ticks)
    {
        Prng draw = Prng.For(seed, "plan");
        int timeoutMs = 5_000 * (1 + draw.NextInt(3));
        ShardOptions[] shards = new ShardOptions[draw.NextChance(0.5) ? 1 : 2 + draw.NextInt(2)];
        int room = 0;
        for (int i = 0; i < shards.Length; i++)
        {
            shards[i] = DrawShard(ref draw, seed, room, timeoutMs);
            room += shards[i].Rooms;
        }

        double seconds = (double)ticks / shards[0].TickRateHz;
        bool corrupting = draw.NextChance(0.3);
        PlayerPlan[] players = new PlayerPlan[draw.NextInt(6, 25)];
        for (int i = 0; i < players.Length; i++) players[i] = DrawPlayer(ref draw, shards, seconds, corrupting);
        List<HostilePlan> hostiles = [];
        for (int i = draw.NextInt(5); i > 0; i--)
        {
            double from = draw.NextDouble() * seconds;
            hostiles.Add(new HostilePlan((HostileKind)draw.NextInt((int)HostileKind.ConnectFlood + 1), draw.NextInt(shards.Length), from, from + (draw.NextDouble() * seconds)));
        }

        Prng faultDraw = Prng.For(seed, "faults");
        Prng diskDraw = Prng.For(seed, "disks");
        Prng operatorDraw = Prng.For(seed, "operators");
        DiskPlan[] disks = new DiskPlan[shards.Length];
        for (int i = 0; i < disks.Length; i++) disks[i] = DiskPlan.Draw(ref diskDraw);
        IEnumerable<Fault> kills = Enumerable.Range(0, shards.Length).SelectMany(shard => DiskPlan.DrawFaults(Prng.For(seed, $"kills {shard}"), shard, seconds));
        SimulatedContent? content = SimulatedContent.Draw(seed, (long)(seconds * Timestamp.NanosecondsPerSecond));
        return CrowdPlan.Apply(new SimulatedPlan
        {
            Content = content,
            Seed = seed,
            Ticks = ticks,
            Shards = shards,
            Players = players,
            Hostiles = hostiles,
            Client = new GameClientOptions { ReconnectSeconds = 20, Content = content is null ? null : ArenaContent.Declaration, Transport = TransportOptions.ForClient with { DisconnectTimeoutMs = timeoutMs, ConnectRetriesMax = 40 } },
            Disks = disks,
            Faults = FaultPlan.Draw(ref faultDraw, players.Length, shards.Length, seconds).With(kills),
            Operators = OperatorPlan.Draw(ref operatorDraw, players.Length, shards.Length, seconds),
        });
    }

    /// <summary>A game for one of the shard's rooms.</summary>
    public ArenaGame NewGame(ShardOptions shard) => new(shard.TickRateHz, FieldSize);

    /// <summary>Side of the field of the shard's rooms.</summary>
    public float FieldSizeOf(ShardOptions shard) => FieldSize > 0 ? FieldSize : ArenaGame.FieldSize(shard.PlayersPerRoom);

    public override string ToString()
    {
        IEnumerable<string> shards = Shards.Select((shard, i) => $"shard {i}: {shard.Rooms} rooms at {shard.TickRateHz} Hz, {shard.EntitiesPerRoom} entities, {shard.Replication.BytesPerSecond} B/s");
        IEnumerable<string> players = Players.Select((player, i) => FormattableString.Invariant(
            $"player {i}: shard {player.Shard}, {player.Behaviour}, up {Describe(player.Up)}, down {Describe(player.Down)}, frame {player.FrameMs:0.0} ms, {player.DriftPpm:+0;-0} ppm, joins at {player.JoinAtSeconds:0.0} s"));
        IEnumerable<string> hostiles = Hostiles.Select(hostile => FormattableString.Invariant($"hostile: {hostile.Kind} on shard {hostile.Shard}, {hostile.FromSeconds:0.0} to {hostile.UntilSeconds:0.0} s"));
        IEnumerable<string> crowd = FieldSize > 0 ? [FormattableString.Invariant($"crowd: fields of {FieldSize:0.0} units, flocks of {string.Join(", ", Shards.Select(shard => shard.Replication.FlockViewers))} players")] : [];
        return string.Join(Environment.NewLine, [.. shards, .. Content is null ? Array.Empty<string>() : ["content changes"], .. Disks.Select((disk, i) => $"disk {i}: {disk}"), .. crowd, .. players, .. hostiles, Faults.ToString(), .. Operators.Select(act => act.ToString())]);
    }

    private static string Describe(LinkConditions link) => FormattableString.Invariant(
        $"{link.DelayMs:0.0}+{link.JitterMs:0.0} ms lost {link.LossChance:0.0000} bursts {link.BurstStartChance:0.000} twice {link.DuplicateChance:0.00} reordered {link.ReorderChance:0.00} altered {link.CorruptChance:0.000}");

    private static ShardOptions DrawShard(ref Prng draw, ulong seed, int firstRoom, int timeoutMs) => new()
    {
        Seed = Prng.For(seed, $"shard {firstRoom}").NextULong(),
        SecretSeed = draw.NextULong(),
        FirstRoomId = firstRoom,
        Rooms = draw.NextChance(0.7) ? 1 : 2,
        TickRateHz = TickRates[draw.NextInt(TickRates.Length)],
        PlayersPerRoom = 40,
        GraceSeconds = 8,   // some come back in time and some do not
        EntitiesPerRoom = draw.NextChance(0.5) ? 192 : 768,   // the small one makes slots change hands all the time
        Replication = new ReplicationOptions { BytesPerSecond = draw.NextInt(3_000, 40_000), HashPeriodSeconds = 0.2 },
        Transport = new TransportOptions { PeersMax = 96, PendingMax = 128, DisconnectTimeoutMs = timeoutMs },
    };

    private static PlayerPlan DrawPlayer(ref Prng draw, ShardOptions[] shards, double seconds, bool corrupting)
    {
        int shard = draw.NextInt(shards.Length);
        bool corrupts = corrupting && draw.NextChance(0.4);
        LinkConditions down = DrawLink(ref draw, corrupts && draw.NextChance(0.7));
        return new PlayerPlan
        {
            Shard = shard,
            Room = draw.NextChance(0.5) ? -1 : shards[shard].FirstRoomId + draw.NextInt(shards[shard].Rooms),
            Behaviour = draw.NextInt(4) switch { 0 => BotBehaviour.Crush, _ => BotBehaviour.Wander },
            Down = down,
            Up = draw.NextChance(0.6) ? down : DrawLink(ref draw, corrupts),
            FrameMs = 4 + (draw.NextDouble() * 30),
            DriftPpm = (draw.NextDouble() * 400) - 200,
            JoinAtSeconds = draw.NextChance(0.7) ? draw.NextDouble() : draw.NextDouble() * seconds,
        };
    }

    private static LinkConditions DrawLink(ref Prng draw, bool corrupts)
    {
        LinkConditions link = LinkPresets.At(draw.NextInt(LinkPresets.Count));
        if (draw.NextChance(0.3)) link = LinkPresets.WithBursts(link);
        return link with
        {
            LossChance = Math.Max(link.LossChance, draw.NextChance(0.3) ? draw.NextDouble() * 0.12 : 0),
            DuplicateChance = draw.NextChance(0.4) ? draw.NextDouble() * 0.1 : 0,
            ReorderChance = draw.NextChance(0.5) ? draw.NextDouble() * 0.3 : 0,
            CorruptChance = corrupts ? 0.002 + (draw.NextDouble() * 0.01) : 0,
        };
    }
}
