using System.CommandLine;
using GameServer.Host.Configuration;

namespace GameServer.Host;

/// <summary><c>gameserver run</c>: options → a running process.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        OptionFlags flags = new();
        Command command = new("run", "Runs the server until it is told to stop (Ctrl-C or SIGTERM).");
        flags.AddTo(command);
        command.SetAction(result => flags.ReadOrComplain(result) is { } options ? Run(options) : ExitCode.CannotStart);
        return command;
    }

    private static int Run(HostOptions options)
    {
        try
        {
            using ServerProcess server = ServerProcess.Start(options);
            return server.RunUntilStopped();
        }
        catch (StartException refused)
        {
            Complaint.Write(refused);
            return refused.ExitCode;
        }
    }
}
