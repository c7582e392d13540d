namespace GameServer.Bench.Codec;

/// <summary>What bits were spent on.</summary>
internal enum CoderPart
{
    /// <summary>Which entities changed.</summary>
    Ids,

    /// <summary>Which of an entity's fields changed, and plain symbols.</summary>
    Flags,

    /// <summary>By how much.</summary>
    Values,

    /// <summary>Codebooks themselves.</summary>
    Codebooks,
}
