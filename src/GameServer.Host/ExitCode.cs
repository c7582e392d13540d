namespace GameServer.Host;

/// <summary>What the process ends with. Scripts rely on these numbers.</summary>
internal static class ExitCode
{
    /// <summary>Stopped as asked; or a tool found nothing wrong.</summary>
    public const int Success = 0;

    /// <summary>A tool found damage, or a replay that differs.</summary>
    public const int ProblemFound = 1;

    /// <summary>Options that cannot be used, a port that is taken, a folder that cannot be read.</summary>
    public const int CannotStart = 2;

    /// <summary>Stored rooms cannot be resumed exactly; nothing was changed, and <c>--recover</c> chooses what to do.</summary>
    public const int RecoveryRefused = 3;

    /// <summary>Something that must hold does not (EX_SOFTWARE of sysexits.h).</summary>
    public const int Broken = 70;
}
