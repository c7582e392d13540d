namespace GameServer.Replication;

/// <summary>Why a command was not taken.</summary>
public enum CommandRefusalReason
{
    /// <summary>As many commands as a client may have are without a result.</summary>
    TooMany = 0,

    /// <summary>One before it is missing.</summary>
    OutOfOrder = 1,
}
