namespace GameServer.Host;

/// <summary>Where players' records are kept.</summary>
public enum PlayerStoreKind
{
    /// <summary>Nowhere: what a game promises is forgotten with the room.</summary>
    None,

    /// <summary>In the data folder; for one server.</summary>
    Files,

    /// <summary>In a PostgreSQL database; for any number of servers.</summary>
    Postgres,
}
