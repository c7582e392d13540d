using System;
using System.Collections.Generic;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Server;
using GameServer.Simulation;

namespace GameServer.LoadTest.Simulated;

/// <summary>
/// Content that changes in each room by itself every few seconds, to one of a few versions, until the faults are over: all of it drawn from the seed, so that every process of a shard has the same
/// plan, and a look at any time says what should hold then.
/// </summary>
public sealed class SimulatedContent : IContentPlan
{
    private const int EditionCount = 4;

    private readonly ContentEdition[] _editions = new ContentEdition[EditionCount];
    private readonly ulong _seed;
    private readonly long _periodNs;
    private readonly long _endNs;

    private SimulatedContent(ulong seed, ref Prng draw, long endNs)
    {
        _seed = seed;
        _endNs = endNs;
        _periodNs = (long)(draw.NextFloat(1, 5) * Timestamp.NanosecondsPerSecond);
        List<ContentDocument> documents = [ArenaContent.Declaration.Defaults.Document];
        for (int i = 0; i < EditionCount; i++)
        {
            ContentSet set = Draw(ref draw);
            _editions[i] = new ContentEdition(set, documents);
            documents.Add(set.Document);
        }
    }

    /// <summary>The versions, for a disk to hold.</summary>
    public IEnumerable<ContentDocument> Documents => Array.ConvertAll(_editions, edition => edition.Set.Document);

    /// <summary>Draws the content of a run; null for most, which play by the values in code.</summary>
    /// <param name="seed">The run's.</param>
    /// <param name="endNs">When nothing changes any more.</param>
    public static SimulatedContent? Draw(ulong seed, long endNs)
    {
        const double Chance = 0.3;
        Prng draw = Prng.For(seed, "live content");
        return draw.NextChance(Chance) ? new SimulatedContent(seed, ref draw, endNs) : null;
    }

    public ContentEdition? EditionFor(RoomId room, Timestamp now)
    {
        long period = Math.Min(now.Nanoseconds, _endNs) / _periodNs;
        ulong choice = StateHasher.Mix(_seed ^ StateHasher.Mix(((ulong)(uint)room.Value << 32) | (uint)period));
        return _editions[(int)(choice % EditionCount)];
    }

    public long NextChangeTicks(Timestamp now)
    {
        if (now.Nanoseconds >= _endNs) return long.MaxValue;
        long endNs = ((now.Nanoseconds / _periodNs) + 1) * _periodNs;
        return now.Plus(Math.Min(endNs, _endNs) - now.Nanoseconds).UtcTicks;
    }

    private static ContentSet Draw(ref Prng draw)
    {
        Dictionary<string, Dictionary<string, Dictionary<string, ContentValue>>> given = new(StringComparer.Ordinal)
        {
            ["ship"] = new(StringComparer.Ordinal)
            {
                [""] = new(StringComparer.Ordinal)
                {
                    ["speed"] = ContentValue.Of(draw.NextFloat(3, 9)),
                    ["dashSpeed"] = ContentValue.Of(draw.NextFloat(12, 28)),
                    ["respawnSeconds"] = ContentValue.Of(draw.NextFloat(1, 5)),
                    ["weapon"] = ContentValue.Of(draw.NextChance(0.5) ? "blaster" : "lance"),
                },
            },
            ["weapons"] = new(StringComparer.Ordinal)
            {
                ["blaster"] = new(StringComparer.Ordinal)
                {
                    ["damage"] = ContentValue.Of((long)draw.NextInt(5, 60)),
                    ["shotSpeed"] = ContentValue.Of(draw.NextFloat(10, 50)),
                    ["shotSeconds"] = ContentValue.Of(draw.NextFloat(0.3f, 1.8f)),
                    ["cooldownSeconds"] = ContentValue.Of(draw.NextFloat(0.1f, 1)),
                },
            },
            ["pickups"] = new(StringComparer.Ordinal) { ["health"] = new(StringComparer.Ordinal) { ["amount"] = ContentValue.Of((long)draw.NextInt(5, 90)) } },
            ["spawns"] = new(StringComparer.Ordinal),
        };
        for (int team = 0; team < ArenaRules.Teams && draw.NextChance(0.5); team++)
        {
            given["spawns"].Add($"spawn-{team}", new(StringComparer.Ordinal) { ["team"] = ContentValue.Of((long)team), ["x"] = ContentValue.Of(draw.NextFloat(0, 1)) });
        }

        ContentDocument document = ArenaContent.Declaration.Schema.Complete(given);
        return ArenaContent.Declaration.TryBind(document, out ContentSet? set, out IReadOnlyList<ContentProblem> problems) ? set : throw new InvalidOperationException(string.Join("; ", problems));
    }
}
