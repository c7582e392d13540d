namespace GameServer.Replication;

/// <summary>One end of a binary arithmetic coder.</summary>
internal interface IBitCoder
{
    bool Writes { get; }

    /// <summary>Codes one bit; a writer returns the one it was given, a reader the one that was written.</summary>
    /// <param name="bit">0 or 1.</param>
    /// <param name="chanceOfOne">In 65,536ths, 1 .. 65,535.</param>
    int Code(int bit, int chanceOfOne);
}
