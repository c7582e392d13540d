namespace GameServer.Server;

/// <summary>What a server that starts does with rooms that cannot be resumed exactly where they were.</summary>
public enum RecoverMode
{
    /// <summary>Refuse to start and say why; nothing is touched.</summary>
    Strict,

    /// <summary>Resume such a room from what of it can be trusted: its newest good checkpoint, and what of its log can be run again by this build.</summary>
    LatestCheckpoint,

    /// <summary>Set everything stored aside, and begin anew.</summary>
    Discard,
}
