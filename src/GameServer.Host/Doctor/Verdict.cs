namespace GameServer.Host.Doctor;

/// <summary>What a check thinks of the machine.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>The server runs, but not as well, or not as safely, as it could.</summary>
    Warning,

    /// <summary>The server does not start like this, or loses what it promises to keep.</summary>
    Problem,
}
