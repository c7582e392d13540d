using System;
using System.Collections.Generic;
using System.Linq;
using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Server;

/// <summary>A version of content made ready for rooms and clients, off the shard's thread: what the game reads, and the bytes to send, whole and as differences to versions that clients may hold.</summary>
public sealed class ContentEdition
{
    private readonly (ulong Held, byte[] Delta)[] _deltas;

    /// <summary>Makes a version ready.</summary>
    /// <param name="set">The version.</param>
    /// <param name="held">Versions that clients may hold; each costs a delta's time and memory.</param>
    public ContentEdition(ContentSet set, IEnumerable<ContentDocument> held)
    {
        Set = set;
        _deltas = [.. held.Where(old => old.Hash != set.Hash).Select(old => (old.Hash, ContentDelta.Make(old.Bytes.Span, set.Document.Bytes.Span)))];
    }

    /// <summary>What the game reads.</summary>
    public ContentSet Set { get; }

    /// <summary>By which it is known.</summary>
    public ulong Version => Set.Hash;

    /// <summary>What to send to a client.</summary>
    /// <param name="held">The version it holds; 0 when the whole is to be sent, and so it is when no difference to that version is known.</param>
    internal ReadOnlySpan<byte> BodyFor(ref ulong held)
    {
        foreach ((ulong old, byte[] delta) in _deltas)
        {
            if (old == held && delta.Length < Set.Document.Bytes.Length) return delta;
        }

        held = 0;
        return Set.Document.Bytes.Span;
    }
}
