using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>The one slot of a player in a <see cref="PlayerRecordWriter"/>: what is promised and not stored yet, in order.</summary>
internal sealed class WaitingPlayer(string player)
{
    /// <summary>What a slot costs in memory besides its effects; rounded up.</summary>
    public const int OverheadBytes = 320;

    private readonly List<PendingEffect> _effects = [];
    private PendingEffect[] _sent = [];

    public string Player { get; } = player;

    public Timestamp DueAt { get; set; }

    public bool IsEmpty => _effects.Count == 0 && _sent.Length == 0;

    /// <summary>Effects on their way.</summary>
    public int SentCount => _sent.Length;

    /// <summary>Whether what waits is more than one commit can carry.</summary>
    public bool IsLong => _effects.Count > Limits.EffectsPerCommit;

    /// <summary>Those on their way, then those that wait.</summary>
    public IReadOnlyList<PlayerEffect> AllEffects => [.. _sent.Select(pending => pending.Effect), .. _effects.Select(pending => pending.Effect)];

    /// <summary>Those that rooms still keep.</summary>
    public IReadOnlyList<PendingEffect> Unsettled => [.. _sent.Concat(_effects).Where(pending => !pending.IsSettled)];

    /// <summary>Adds an effect at the end.</summary>
    /// <returns>Older ones whose place it takes; those already on their way are not among them.</returns>
    public IReadOnlyList<PendingEffect> Add(PendingEffect pending)
    {
        IReadOnlyList<PendingEffect> replaced = [];
        if (pending.Effect.Keeping == EffectKeeping.Newest)
        {
            replaced = _effects.FindAll(waiting => pending.Effect.Replaces(waiting.Effect));
            _effects.RemoveAll(waiting => pending.Effect.Replaces(waiting.Effect));
        }

        _effects.Add(pending);
        return replaced;
    }

    /// <summary>Takes out what one commit can carry.</summary>
    public PendingEffect[] Send()
    {
        Check.That(_sent.Length == 0);
        int count = Math.Min(_effects.Count, Limits.EffectsPerCommit);
        _sent = [.. _effects[..count]];
        _effects.RemoveRange(0, count);
        return _sent;
    }

    /// <summary>What was sent is stored.</summary>
    /// <returns>What that was.</returns>
    public PendingEffect[] Settle()
    {
        PendingEffect[] stored = _sent;
        _sent = [];
        return stored;
    }

    /// <summary>What was sent is not known to be stored, and goes again, before what came meanwhile.</summary>
    public void TakeBack()
    {
        _effects.InsertRange(0, _sent);
        _sent = [];
    }
}
