namespace GameServer.Host.Admin;

/// <summary>What somebody may do at the admin address; each role may also do what the ones before it may.</summary>
public enum AdminRole : byte
{
    /// <summary>Nothing but ask whether the server is alive.</summary>
    Nobody,

    /// <summary>Look.</summary>
    Viewer,

    /// <summary>Act on players, rooms and content.</summary>
    Operator,

    /// <summary>Empty the server, and read who did what.</summary>
    Admin,
}
