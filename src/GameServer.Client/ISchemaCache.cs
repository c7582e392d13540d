using System;

namespace GameServer.Client;

/// <summary>
/// Where a client keeps the declarations of other builds that servers sent it, so that the next join transfers none. A game may keep them on disk; what comes back is
/// checked against its hash. Called when joining only, by the thread that polls the client.
/// </summary>
public interface ISchemaCache
{
    /// <summary>Hash of the declaration stored last; 0 when there is none.</summary>
    ulong NewestHash { get; }

    /// <summary>The bytes stored under a hash; empty when they are not held.</summary>
    ReadOnlyMemory<byte> Find(ulong hash);

    /// <summary>Keeps a declaration, at most <see cref="Core.Limits.SchemaBytes"/> long. It may be forgotten again.</summary>
    void Store(ulong hash, ReadOnlySpan<byte> encoded);
}
