using System;

namespace GameServer.Client;

/// <summary>The last few declarations, for as long as the process lives: enough for a fleet between two builds.</summary>
public sealed class MemorySchemaCache : ISchemaCache
{
    private const int Capacity = 4;

    private readonly ulong[] _hashes = new ulong[Capacity];
    private readonly byte[][] _encoded = new byte[Capacity][];
    private int _newest;

    /// <inheritdoc/>
    public ulong NewestHash => _hashes[_newest];

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Find(ulong hash)
    {
        int index = hash == 0 ? -1 : Array.IndexOf(_hashes, hash);
        return index < 0 ? default : _encoded[index];
    }

    /// <inheritdoc/>
    public void Store(ulong hash, ReadOnlySpan<byte> encoded)
    {
        int index = Array.IndexOf(_hashes, hash);
        _newest = index >= 0 ? index : (_newest + 1) % Capacity;
        _hashes[_newest] = hash;
        _encoded[_newest] = encoded.ToArray();
    }
}
