namespace GameServer.Replication;

/// <summary>Where a <see cref="StateStore"/> keeps the past states of one entity: a ring in a chunk of its own. The default is one without a state.</summary>
internal struct StateTrack
{
    /// <summary>The chunk's place in the store.</summary>
    public int First;

    /// <summary>States that the chunk has room for, a power of two; 0 before the first state.</summary>
    public byte Capacity;

    /// <summary>Place of the oldest state in the ring.</summary>
    public byte Oldest;

    /// <summary>States held: 0..<see cref="Capacity"/>.</summary>
    public byte Count;

    /// <summary>Fields of a row.</summary>
    public byte Fields;
}
