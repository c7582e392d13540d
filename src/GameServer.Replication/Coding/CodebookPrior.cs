namespace GameServer.Replication;

/// <summary>What a root's table assumes before anything was counted.</summary>
internal enum CodebookPrior : byte
{
    /// <summary>All values alike.</summary>
    Even,

    /// <summary>The fewer changes the likelier.</summary>
    Mask,

    /// <summary>Differences about as large as the schema says is typical.</summary>
    Residual,

    /// <summary>Distances between neighbouring ids: mostly short.</summary>
    Gap,
}
