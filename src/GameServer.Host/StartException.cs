using System;

namespace GameServer.Host;

/// <summary>The server cannot start, for a reason an operator can mend; the message is for them.</summary>
internal sealed class StartException(string message, int exitCode = ExitCode.CannotStart) : Exception(message)
{
    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
