using System.CommandLine;
using GameServer.Host.Configuration;
using GameServer.Host.Doctor;
using GameServer.Host.Tools;

namespace GameServer.Host;

/// <summary>Everything that can be said after <c>gameserver</c>.</summary>
internal static class CommandLine
{
    /// <summary>Understands and runs a command line.</summary>
    /// <returns>The process's exit code.</returns>
    public static int Run(string[] arguments, InvocationConfiguration? invocation = null)
    {
        ParseResult result = Create().Parse(arguments);
        int code = result.Invoke(invocation);
        return result.Errors.Count > 0 && code == ExitCode.ProblemFound ? ExitCode.Usage : code;
    }

    public static RootCommand Create() => new("An authoritative real-time game server over UDP.")
    {
        RunCommand.Create(),
        ConfigCommand.Create(),
        DoctorCommand.Create(),
        ReplayCommand.Create(),
        JournalCommand.Create(),
    };
}
