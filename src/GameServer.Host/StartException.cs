using System;
using GameServer.Core;

namespace GameServer.Host;

/// <summary>The server cannot start, or a tool cannot begin, for a reason an operator can mend; the message is for them and begins with the code.</summary>
internal sealed class StartException(ErrorCode code, string message, int exitCode = ExitCode.CannotStart) : Exception($"{ErrorCatalogue.TextOf(code)} {message}")
{
    /// <summary>Which of the <see cref="ErrorCatalogue"/> it is.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
