namespace GameServer.Replication;

/// <summary>
/// One end of an entropy coder, as <see cref="RowWalk"/> uses it: a writer takes the values it is given and returns them, a reader ignores them and returns what was written.
/// So the walk over a row is written once, and both ends cannot differ.
/// </summary>
internal interface IRowSymbols
{
    /// <summary>True at the writing end: only there is the walk's row filled before it starts.</summary>
    bool Writes { get; }

    /// <summary>Which blocks of a row changed: bit i for block i of the group.</summary>
    int Summary(int summary, int context, int value);

    /// <summary>Which units of a block changed, and how.</summary>
    int Mask(int block, int context, int value);

    /// <summary>A plain value in 0 .. <paramref name="count"/> − 1.</summary>
    int Symbol(int site, int count, int context, int value);

    /// <summary>A signed difference to what was expected.</summary>
    int Residual(in ResidualContext context, int value);
}
