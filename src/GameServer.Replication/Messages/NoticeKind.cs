namespace GameServer.Replication;

/// <summary>What a <see cref="Notice"/> is about.</summary>
public enum NoticeKind
{
    /// <summary>Somebody who runs the server wants the player to read the text.</summary>
    Message = 0,

    /// <summary>The server is about to leave: nobody new is let in, and it ends within the time given.</summary>
    Draining = 1,

    /// <summary>It stays after all.</summary>
    DrainCancelled = 2,
}
