using System;
using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Run;
using GameServer.LoadTest.Swarm;

namespace GameServer.LoadTest.Workers;

/// <summary>The command line of <c>loadtest worker</c>.</summary>
internal static class WorkerCommand
{
    private const int RehearsedRateHz = 30;   // what is compiled does not depend on it

    public static Command Create()
    {
        Option<string> listen = new("--listen") { Description = "ADDRESS:PORT for the controller; port 0 takes a free one", DefaultValueFactory = _ => "127.0.0.1:7070" };
        Option<string?> gamePath = new("--game") { Description = "Assembly with the bots of a game of your own" };
        Option<bool> once = new("--once") { Description = "End after the first run" };
        Command command = new("worker", "Plays bots for a controller elsewhere: `loadtest run --workers HOST:PORT,HOST:PORT`. Whoever reaches the port can make this machine send\n"
            + "load to any server, so listen only where the controller is.")
        {
            listen, gamePath, once,
        };
        command.SetAction(parsed =>
        {
            string problem = "";
            IBotGame? game = parsed.GetValue(gamePath) is { } path ? BotGameLoader.TryLoad(path, out problem) : new ArenaBots();
            if (game is null || !IPEndPoint.TryParse(parsed.GetValue(listen)!, out IPEndPoint? address))
            {
                Console.Error.WriteLine($"loadtest: {(game is null ? problem : $"--listen {parsed.GetValue(listen)} is not ADDRESS:PORT")}");
                return (int)ExitCode.Unusable;
            }

            SwarmRehearsal.Play(RehearsedRateHz);   // now: a controller's start is a moment that all its workers agree on
            return Serve(address, game, parsed.GetValue(once));
        });
        return command;
    }

    private static int Serve(IPEndPoint address, IBotGame game, bool once)
    {
        using TcpListener listener = new(address);
        try
        {
            listener.Start();
        }
        catch (SocketException failure)
        {
            Console.Error.WriteLine($"loadtest: {address}: {failure.Message}");
            return (int)ExitCode.Unusable;
        }

        Console.WriteLine($"worker listening on {listener.LocalEndpoint}");
        do
        {
            using WorkerLine line = new(listener.AcceptTcpClient());
            using WorkerSession session = new(line, game);
            session.Run();
        }
        while (!once);
        return (int)ExitCode.Pass;
    }
}
