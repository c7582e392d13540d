using System;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Replication;

/// <summary>
/// What is relevant without a distance: to everyone, to one team, to one player. Made once per tick; each list is in slot order, those of teams and players as chains through
/// one array.
/// </summary>
internal sealed class SharedSightings
{
    private const int End = -1;
    private const int Teams = Limits.TeamMax + 1;

    private readonly GameSchema _schema;
    private readonly uint[] _flags;          // by kind
    private readonly bool _hasPrivate;       // some kind is its team's or its owner's
    private readonly uint[] _always;
    private readonly uint[] _private;
    private readonly int[] _next;            // in the chain of _private's element
    private readonly int[] _ownersFirst;     // by seat
    private readonly int[] _teamsFirst;
    private int _alwaysCount;

    public SharedSightings(GameSchema schema, int entityCapacity, int playerCapacity, ReadOnlySpan<bool> judged)
    {
        _schema = schema;
        _flags = new uint[schema.Kinds.Length];
        foreach (EntityKind kind in schema.Kinds)
        {
            _flags[kind.Index] = Sighting.MayEnter | (judged[kind.Index] ? Sighting.Judged : 0);
            _hasPrivate |= kind.Relevancy is Relevancy.Owner or Relevancy.Team;
        }

        _always = new uint[entityCapacity];
        _private = new uint[_hasPrivate ? 2 * entityCapacity : 0];   // a team's entity may be in two chains
        _next = new int[_private.Length];
        _ownersFirst = new int[playerCapacity];
        _teamsFirst = new int[Teams];
    }

    /// <summary>What everyone is shown.</summary>
    public ReadOnlySpan<uint> Always => _always.AsSpan(0, _alwaysCount);

    /// <summary>Sorts the living entities of the newest tick.</summary>
    public void Build(World world)
    {
        _alwaysCount = 0;
        foreach (EntityKind kind in _schema.Kinds)
        {
            if (kind.Relevancy != Relevancy.Always) continue;
            foreach (ushort slot in world.Slots(kind)) _always[_alwaysCount++] = Sighting.Of(slot, _flags[kind.Index]);
        }

        _always.AsSpan(0, _alwaysCount).Sort();
        if (_hasPrivate) ChainPrivate(world);
    }

    /// <summary>Writes what only this player is shown, or the player's team: two runs in slot order.</summary>
    /// <returns>Length of the player's run, and of both.</returns>
    public (int Owned, int All) CopyPrivate(World world, PlayerSlot player, Span<uint> into)
    {
        if (!_hasPrivate) return (0, 0);
        int owned = Copy(_ownersFirst[player.Value], into, 0);
        int all = world.TeamOf(player) is { } team ? Copy(_teamsFirst[team], into, owned) : owned;
        return (owned, all);
    }

    // From the highest slot down, each put in front of its chain: the chains end up in slot order.
    private void ChainPrivate(World world)
    {
        Array.Fill(_ownersFirst, End);
        Array.Fill(_teamsFirst, End);
        ReadOnlySpan<bool> living = world.Living;
        int count = 0;
        for (int slot = world.SlotCount - 1; slot >= 0; slot--)
        {
            if (!living[slot]) continue;
            EntityKind kind = world.KindOf((ushort)slot);
            if (kind.Relevancy is not (Relevancy.Owner or Relevancy.Team)) continue;
            uint sighting = Sighting.Of(slot, _flags[kind.Index]);
            byte? team = kind.Relevancy == Relevancy.Team ? world.TeamOf((ushort)slot) : null;
            if (team is not null) Prepend(ref _teamsFirst[team.Value], sighting, ref count);
            bool ownerIsInTeam = team is not null && world.OwnerOf((ushort)slot) is { } mate && world.TeamOf(mate) == team;
            if (world.OwnerOf((ushort)slot) is { } owner && !ownerIsInTeam) Prepend(ref _ownersFirst[owner.Value], sighting, ref count);
        }
    }

    private void Prepend(ref int first, uint sighting, ref int count)
    {
        _private[count] = sighting;
        _next[count] = first;
        first = count++;
    }

    private int Copy(int first, Span<uint> into, int count)
    {
        for (int i = first; i != End; i = _next[i]) into[count++] = _private[i];
        return count;
    }
}
