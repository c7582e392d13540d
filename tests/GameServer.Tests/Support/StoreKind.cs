namespace GameServer.Tests.Support;

/// <summary>Which player store a test is about.</summary>
public enum StoreKind
{
    /// <summary>Files in a folder.</summary>
    Files,

    /// <summary>The same on a simulated disk.</summary>
    SimulatedDisk,

    /// <summary>A PostgreSQL server.</summary>
    PostgreSql,
}
