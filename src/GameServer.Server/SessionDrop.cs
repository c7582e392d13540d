namespace GameServer.Server;

/// <summary>Why a message that the transport delivered was thrown away.</summary>
public enum SessionDrop : byte
{
    /// <summary>A method or kind that no client sends.</summary>
    UnknownKind,

    /// <summary>An input packet that is cut short, too long or out of range.</summary>
    MalformedInput,

    /// <summary>Inputs from a connection that has not joined a room.</summary>
    NotPlaying,

    /// <summary>A control message that cannot be read.</summary>
    MalformedControl,

    /// <summary>A second join on one connection.</summary>
    RepeatedJoin,

    /// <summary>A command beyond those a client may have without a result, or not the next one; the sender is told.</summary>
    RefusedCommand,
}
