namespace GameServer.LoadTest.Run;

/// <summary>How a run ended, as the process's exit code.</summary>
internal enum ExitCode
{
    Pass = 0,

    /// <summary>The server did something wrong.</summary>
    Fail = 1,

    /// <summary>There was nothing to test: a wrong option, or no server.</summary>
    Unusable = 2,

    /// <summary>The load generator could not do its part, so nothing was learned about the server.</summary>
    Invalid = 3,
}
