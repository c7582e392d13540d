using System;
using GameServer.Core;

namespace GameServer.Persistence;

/// <summary>What a game knows of a player, as bytes of its own layout.</summary>
/// <param name="Schema">Version of that layout, from 1; 0 for a player without a profile.</param>
/// <param name="Bytes">At most <see cref="Limits.ProfileBytes"/>.</param>
public sealed record PlayerProfile(int Schema, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Of a player nobody has saved yet.</summary>
    public static readonly PlayerProfile None = new(0, ReadOnlyMemory<byte>.Empty);

    /// <summary>Whether layout and every byte are the same.</summary>
    public bool IsSameAs(PlayerProfile other) => Schema == other.Schema && Bytes.Span.SequenceEqual(other.Bytes.Span);
}
