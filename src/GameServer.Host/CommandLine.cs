using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Linq;
using GameServer.Host.Cli;
using GameServer.Host.Configuration;
using GameServer.Host.Doctor;
using GameServer.Host.Tools;

namespace GameServer.Host;

/// <summary>Everything that can be said after <c>gameserver</c>.</summary>
internal static class CommandLine
{
    /// <summary>Understands and runs a command line.</summary>
    /// <returns>The process's exit code.</returns>
    public static int Run(string[] arguments, InvocationConfiguration? invocation = null, ApiConnection? connection = null)
    {
        ParseResult result = Create(connection ?? new ApiConnection(OptionLayers.ProcessVariables())).Parse(arguments);
        if (result.Errors.Count == 0) return result.Invoke(invocation);
        if (result.Action is ParseErrorAction complaint) complaint.ShowHelp = arguments.Length == 0;
        result.Invoke(invocation);
        (invocation?.Error ?? Console.Error).WriteLine($"gameserver {(result.CommandResult.Command is RootCommand ? "" : result.CommandResult.Command.Name + " ")}--help says what can be said.");
        return ExitCode.Usage;
    }

    public static RootCommand Create(ApiConnection connection)
    {
        RootCommand root = new("An authoritative real-time game server over UDP.")
        {
            RunCommand.Create(),
            ConfigCommand.Create(),
            DoctorCommand.Create(),
            new StatusCommand(connection),
            new HealthCommand(connection),
            new RoomsCommand(connection),
            new RoomCommand(connection),
            new PlayersCommand(connection),
            new PlayerCommand(connection),
            new SessionsCommand(connection),
            new PeersCommand(connection),
            new TicksCommand(connection),
            new AttributionCommand(connection),
            new KickCommand(connection),
            new BanCommand(connection),
            new UnbanCommand(connection),
            new BansCommand(connection),
            new MoveCommand(connection),
            new MessageCommand(connection),
            new ContentCommand(connection),
            new DrainCommand(connection),
            new LogsCommand(connection),
            new LogLevelCommand(connection),
            new AuditCommand(connection),
            new ErrorsCommand(connection),
            new RawCommand(connection, "metrics", "Prints what is measured, as Prometheus reads it.", "/metrics"),
            new RawCommand(connection, "openapi", "Prints the document of the admin API.", "/openapi/v1.json"),
            ReplayCommand.Create(),
            JournalCommand.Create(),
            CompletionCommand.Create(),
        };
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            // Another system's habit, which completion would offer everywhere.
            help.Aliases.Remove("/h");
            help.Aliases.Remove("/?");
        }

        return root;
    }
}
