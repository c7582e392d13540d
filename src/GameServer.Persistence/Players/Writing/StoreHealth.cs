namespace GameServer.Persistence;

/// <summary>How a player store takes what it is given.</summary>
public enum StoreHealth
{
    /// <summary>The last attempt succeeded, or there was none yet.</summary>
    Good,

    /// <summary>The last attempts failed; the next one waits a little.</summary>
    Retrying,

    /// <summary>So many failed in a row that only a single player's records are sent, now and then, to see whether the store is back.</summary>
    Probing,
}
