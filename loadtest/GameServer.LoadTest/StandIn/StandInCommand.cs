using System;
using System.CommandLine;
using System.Runtime.InteropServices;
using System.Threading;
using GameServer.LoadTest.Run;

namespace GameServer.LoadTest.StandIn;

/// <summary>The command line of <c>loadtest stand-in</c>.</summary>
internal static class StandInCommand
{
    public const string Name = "stand-in";

    public static Command Create()
    {
        Option<int> players = new("--players") { Description = "Players of the recorded game", DefaultValueFactory = _ => 200 };
        Option<double> seconds = new("--seconds") { Description = "Length of the recorded game; who has seen it all is sent nothing more", DefaultValueFactory = _ => 60 };
        Option<int> connections = new("--connections") { Description = "Clients at once", DefaultValueFactory = _ => 4096 };
        Command command = new(Name, "A server in name: gives every client the same recorded arena, 30 ticks a second, at little more than the transport's cost. For measuring bots alone: `loadtest run --stand-in`.")
        {
            players, seconds, connections,
        };
        command.SetAction(parsed =>
        {
            if (GameRecorder.Play(Math.Clamp(parsed.GetValue(players), 2, 1000), Math.Clamp(parsed.GetValue(seconds), 1, 600)) is not { } game)
            {
                Console.Error.WriteLine("loadtest: the recorded bot got no seat");
                return (int)ExitCode.Unusable;
            }

            using CancellationTokenSource stop = new();
            using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(context, stop));
            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => End(context, stop));
            using StandInServer server = new(game, Math.Clamp(parsed.GetValue(connections), 1, 65_536));
            Console.WriteLine($"listening on 127.0.0.1:{server.Port} (stand-in, {game.Welcome.TickRateHz} Hz, {game.Messages.Count} messages a client)");
            server.Run(stop.Token);
            return (int)ExitCode.Pass;
        });
        return command;
    }

    private static void End(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}
