namespace GameServer.Replication;

/// <summary>Where a <see cref="StateStore"/> keeps the past states of one entity: a ring in a chunk of its own. The default is one without a state. Eight bytes.</summary>
/// <param name="fields">Of a row.</param>
/// <param name="isNarrow">True when a field is one cell, false when it is two; see <see cref="RowCells"/>.</param>
internal struct StateTrack(int fields, bool isNarrow)
{
    private const int Wide = 0x80;   // no row has so many fields

    /// <summary>The chunk's place in the store.</summary>
    public int First;

    /// <summary>States that the chunk has room for, a power of two; 0 before the first state.</summary>
    public byte Capacity;

    /// <summary>Place of the oldest state in the ring.</summary>
    public byte Oldest;

    /// <summary>States held: 0..<see cref="Capacity"/>.</summary>
    public byte Count;

    private readonly byte _row = (byte)(isNarrow ? fields : fields | Wide);

    /// <summary>True when a field of a row is one cell.</summary>
    public readonly bool IsNarrow => _row < Wide;

    /// <summary>Fields of a row.</summary>
    public readonly int Fields => _row & (Wide - 1);

    /// <summary>Cells of a row.</summary>
    public readonly int Cells => IsNarrow ? _row : 2 * Fields;
}
