using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>An effect in an <see cref="EffectOutbox"/>.</summary>
public readonly ref struct PromisedEffect
{
    internal PromisedEffect(EffectId id, int kind, EffectKeeping keeping, long end, ReadOnlySpan<byte> player, ReadOnlySpan<byte> payload)
    {
        Id = id;
        Kind = kind;
        Keeping = keeping;
        End = end;
        Player = player;
        Payload = payload;
    }

    /// <summary>What it is recognised by.</summary>
    public EffectId Id { get; }

    /// <summary>What it is; the game's business.</summary>
    public int Kind { get; }

    /// <summary>What becomes of it when the next of its kind comes.</summary>
    public EffectKeeping Keeping { get; }

    /// <summary>Where the next effect is.</summary>
    public long End { get; }

    /// <summary>Whose record it goes to: the player's id in UTF-8.</summary>
    public ReadOnlySpan<byte> Player { get; }

    /// <summary>The rest.</summary>
    public ReadOnlySpan<byte> Payload { get; }
}
