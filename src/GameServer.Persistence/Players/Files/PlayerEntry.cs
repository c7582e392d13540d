using System.Collections.Generic;
using System.Linq;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>One player in the memory of a <see cref="FilePlayerStore"/>: the rules of a record, without the disk.</summary>
internal sealed class PlayerEntry(string player)
{
    private readonly List<PlayerEffect> _ledger = [];
    private readonly HashSet<EffectId> _ids = [];
    private readonly List<PlayerEffect> _newest = [];   // of the ledger, those that are replaced by newer ones: few
    private int _unfolded;   // the last so many of the ledger

    public string Player { get; } = player;

    public long Version { get; private set; }

    public PlayerProfile Profile { get; private set; } = PlayerProfile.None;

    public IReadOnlyList<PlayerEffect> Ledger => _ledger;

    public int UnfoldedCount => _unfolded;

    public PlayerRecord Record => new(Player, Version, Profile, [.. _ledger.Skip(_ledger.Count - _unfolded)]);

    public bool Knows(PlayerEffect effect) => _ids.Contains(effect.Id) || _newest.Exists(entered => entered.Covers(effect));

    /// <summary>What a commit comes to, without doing it.</summary>
    /// <param name="commit">The change.</param>
    /// <param name="change">What of it is left to do: only effects that are new, and a profile only if it differs.</param>
    public CommitResult Judge(PlayerCommit commit, out PlayerCommit change)
    {
        IReadOnlyList<PlayerEffect> offered = commit.DistinctEffects;
        IReadOnlyList<PlayerEffect> fresh = [.. offered.Where(effect => !Knows(effect))];
        bool profileDiffers = commit.Profile is not null && !commit.Profile.IsSameAs(Profile);
        change = commit with { Effects = fresh };
        if (fresh.Count == 0 && !profileDiffers) return CommitResult.Unchanged;
        if (commit.ExpectedVersion is { } expected && expected != Version) return CommitResult.Conflict;
        if (commit.Profile is not null && fresh.Count < offered.Count) return CommitResult.Conflict;
        return CommitResult.Stored;
    }

    /// <summary>Does what <see cref="Judge"/> left to do.</summary>
    public void Apply(PlayerCommit change)
    {
        Version++;
        foreach (PlayerEffect effect in change.Effects) Enter(effect);
        if (change.Profile is null) return;
        Profile = change.Profile;
        _unfolded = 0;
    }

    /// <summary>Drops what rooms promised up to a tick each and the profile includes.</summary>
    public int Forget(IReadOnlyDictionary<ulong, Tick> throughByRoom)
    {
        int folded = _ledger.Count - _unfolded;
        int index = 0;
        return _ledger.RemoveAll(effect =>
        {
            bool isNeeded = index++ >= folded || !throughByRoom.TryGetValue(effect.Id.Room, out Tick through) || effect.Id.Tick > through;
            if (!isNeeded) Disown(effect);
            return !isNeeded;
        });
    }

    /// <summary>Becomes what a snapshot says.</summary>
    public void Restore(long version, PlayerProfile profile, IEnumerable<PlayerEffect> ledger, int unfolded)
    {
        Version = version;
        Profile = profile;
        foreach (PlayerEffect effect in ledger) Add(effect);
        _unfolded = unfolded;
    }

    private void Enter(PlayerEffect effect)
    {
        if (_newest.Find(entered => entered.Replaces(effect)) is { } older)
        {
            int index = _ledger.IndexOf(older);
            if (index >= _ledger.Count - _unfolded) _unfolded--;
            Remove(index);
        }

        Add(effect);
        _unfolded++;
    }

    private void Add(PlayerEffect effect)
    {
        _ledger.Add(effect);
        _ids.Add(effect.Id);
        if (effect.Keeping == EffectKeeping.Newest) _newest.Add(effect);
    }

    private void Remove(int index)
    {
        PlayerEffect effect = _ledger[index];
        _ledger.RemoveAt(index);
        Disown(effect);
    }

    private void Disown(PlayerEffect effect)
    {
        _ids.Remove(effect.Id);
        _newest.Remove(effect);
    }
}
