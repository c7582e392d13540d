namespace GameServer.Host.Admin;

/// <summary>What became of something that somebody asked for at the admin address.</summary>
public enum AuditOutcome : byte
{
    /// <summary>Asked for, and the process ended, or the log failed, before it was known what came of it: it may have been done.</summary>
    Asked,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Not allowed, or not understood: nothing was done.</summary>
    Refused,

    /// <summary>Allowed, and could not be done.</summary>
    Failed,
}
