namespace GameServer.Persistence;

/// <summary>What a journal promises, and when.</summary>
public enum Durability
{
    /// <summary>Nothing is written. A crash loses the rooms.</summary>
    None,

    /// <summary>Written and flushed every few milliseconds. A process crash loses nothing that was written, a power cut at most the flush period.</summary>
    Async,

    /// <summary>Flushed as soon as possible, and what must be durable is acknowledged only then. A power cut loses nothing acknowledged.</summary>
    Sync,
}
