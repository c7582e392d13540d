namespace GameServer.LoadTest.Swarm;

/// <summary>What a swarm is doing. Its threads follow the controller from one to the next, never back.</summary>
internal enum SwarmPhase
{
    /// <summary>Bots connect one after the other.</summary>
    Connect,

    /// <summary>All play; what they see counts for the live line only.</summary>
    WarmUp,

    /// <summary>All play; this is what is reported.</summary>
    Measure,

    /// <summary>Bots say goodbye and see it through.</summary>
    Leave,
}
