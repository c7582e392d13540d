using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;

namespace GameServer.LiveOps;

/// <summary>
/// Which versions there are and what holds where: immutable; every change makes another index, or says why it cannot. <see cref="VersionFor"/> is the one place that decides, a function of the index,
/// the room and the time and of nothing else.
/// </summary>
public sealed record ContentIndex
{
    private const int HistoryMax = 50;

    /// <summary>Published, oldest first.</summary>
    public IReadOnlyList<ContentVersion> Versions { get; init; } = [];

    /// <summary>What holds where nothing else does; 0 for the values in code.</summary>
    public ulong Active { get; init; }

    /// <summary>What was active before, newest last.</summary>
    public IReadOnlyList<ulong> History { get; init; } = [];

    /// <summary>On trial; null when nothing is.</summary>
    public ContentStage? Stage { get; init; }

    /// <summary>In the order they were entered.</summary>
    public IReadOnlyList<ContentEvent> Schedule { get; init; } = [];

    /// <summary>Versions that anything may still ask for.</summary>
    public IEnumerable<ulong> Named => Schedule.Select(entry => entry.Version).Concat(History).Append(Active).Append(Stage?.Version ?? 0).Where(version => version != 0).Distinct();

    /// <summary>Versions that some room has now or will have, as things stand.</summary>
    public IEnumerable<ulong> InPlay => Schedule.Select(entry => entry.Version).Append(Active).Append(Stage?.Version ?? Active).Distinct();

    /// <summary>The version for a room at a time; 0 for the values in code. Allocates nothing.</summary>
    public ulong VersionFor(RoomId room, long utcTicks)
    {
        ContentEvent? holding = null;
        for (int i = 0; i < Schedule.Count; i++)
        {
            ContentEvent entry = Schedule[i];
            if (entry.Holds(utcTicks) && (holding is null || entry.From >= holding.From)) holding = entry;
        }

        if (holding is not null) return holding.Version;
        return Stage is not null && Stage.HasRoom(room) ? Stage.Version : Active;
    }

    /// <summary>The next moment at which an event begins or ends, in UTC ticks; <see cref="long.MaxValue"/> for none. Until then <see cref="VersionFor"/> answers as it does now.</summary>
    public long NextChangeTicks(long utcTicks)
    {
        long next = long.MaxValue;
        for (int i = 0; i < Schedule.Count; i++)
        {
            ContentEvent entry = Schedule[i];
            if (entry.From.UtcTicks > utcTicks) next = Math.Min(next, entry.From.UtcTicks);
            if (entry.To?.UtcTicks > utcTicks) next = Math.Min(next, entry.To.Value.UtcTicks);
        }

        return next;
    }

    /// <summary>Adds a version; one that is there already stays as it is.</summary>
    public ContentIndex Publish(ContentVersion version)
    {
        if (Versions.Any(known => known.Hash == version.Hash)) return this;
        List<ContentVersion> kept = [.. Versions, version];
        HashSet<ulong> named = [.. Named];
        int surplus = kept.Count - ContentLimits.Versions;
        foreach (ContentVersion old in Versions)
        {
            if (surplus <= 0) break;
            if (!named.Contains(old.Hash) && kept.Remove(old)) surplus--;
        }

        return this with { Versions = kept };
    }

    /// <summary>Makes a version hold wherever no event does; a trial ends.</summary>
    public ContentIndex Activate(ulong version)
    {
        if (version == Active) return this with { Stage = null };
        return this with { Active = version, Stage = null, History = [.. History.Append(Active).TakeLast(HistoryMax)] };
    }

    /// <summary>Tries a version in a part of the rooms or with a part of the players.</summary>
    public ContentIndex Try(ContentStage stage) => this with { Stage = stage };

    /// <summary>Enters an event.</summary>
    public ContentIndex Enter(ContentEvent entry) => this with { Schedule = [.. Schedule, entry] };

    /// <summary>Takes the events of a version off the schedule.</summary>
    public ContentIndex Withdraw(ulong version) => this with { Schedule = [.. Schedule.Where(entry => entry.Version != version)] };

    /// <summary>Forgets events that are over.</summary>
    public ContentIndex Forget(long utcTicks) => Schedule.Any(entry => entry.To?.UtcTicks <= utcTicks) ? this with { Schedule = [.. Schedule.Where(entry => !(entry.To?.UtcTicks <= utcTicks))] } : this;

    /// <summary>
    /// Goes back: a trial is given up; without one, the version that was active before is so again. Events of the version that is left are taken off the schedule.
    /// </summary>
    /// <param name="to">The version to go back to; null for the one before.</param>
    /// <returns>Null when there is nothing to go back to.</returns>
    public ContentIndex? RollBack(ulong? to)
    {
        if (to is null && Stage is { } stage) return Withdraw(stage.Version) with { Stage = null };
        if (to is null && History.Count == 0) return null;
        ulong left = Stage?.Version ?? Active;
        ContentIndex back = Withdraw(left) with { Stage = null };
        if (to is { } version) return back.Activate(version);
        return back with { Active = History[^1], History = [.. History.SkipLast(1)] };
    }
}
