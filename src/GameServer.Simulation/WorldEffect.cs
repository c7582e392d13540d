using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>Something a tick promised to a player's record.</summary>
public readonly ref struct WorldEffect
{
    internal WorldEffect(uint index, PlayerSlot player, int kind, EffectKeeping keeping, ReadOnlySpan<byte> payload)
    {
        Index = index;
        Player = player;
        Kind = kind;
        Keeping = keeping;
        Payload = payload;
    }

    /// <summary>Number within the tick, from 0: with the room and the tick, what the effect is recognised by.</summary>
    public uint Index { get; }

    /// <summary>The seat whose player it is for.</summary>
    public PlayerSlot Player { get; }

    /// <summary>What it is; the game's business.</summary>
    public int Kind { get; }

    /// <summary>What becomes of it when the next of its kind comes.</summary>
    public EffectKeeping Keeping { get; }

    /// <summary>The rest; valid until the next tick.</summary>
    public ReadOnlySpan<byte> Payload { get; }
}
