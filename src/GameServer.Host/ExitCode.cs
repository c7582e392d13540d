namespace GameServer.Host;

/// <summary>What the process ends with. Scripts rely on these numbers; <c>docs/OPERATING.md</c> lists them.</summary>
internal static class ExitCode
{
    /// <summary>Stopped as asked; done as asked; or a tool found nothing wrong.</summary>
    public const int Success = 0;

    /// <summary>A tool found damage, a replay that differs, a machine that is not fit; or a server that answers says that it is not well.</summary>
    public const int ProblemFound = 1;

    /// <summary>Options that cannot be used, a port that is taken, a folder that cannot be read.</summary>
    public const int CannotStart = 2;

    /// <summary>A command line that cannot be understood, or a request that the server cannot: the same number, what was asked for must change.</summary>
    public const int Usage = CannotStart;

    /// <summary>Stored rooms cannot be resumed exactly; nothing was changed, and <c>--recover</c> chooses what to do.</summary>
    public const int RecoveryRefused = 3;

    /// <summary>No server answers at the address.</summary>
    public const int CannotReach = 4;

    /// <summary>The server does not know the token, or its role may not do this.</summary>
    public const int Refused = 5;

    /// <summary>There is no such player, room, version, code.</summary>
    public const int NotFound = 6;

    /// <summary>The server cannot do it as things are: a room that is full, a drain that has begun.</summary>
    public const int Conflict = 7;

    /// <summary>The server is too busy, or failed; the same request may do later.</summary>
    public const int TryAgain = 8;

    /// <summary>Something that must hold does not (EX_SOFTWARE of sysexits.h).</summary>
    public const int Broken = 70;
}
