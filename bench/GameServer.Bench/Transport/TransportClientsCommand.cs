using System;
using System.CommandLine;
using System.Globalization;
using System.Net;
using GameServer.Transport;

namespace GameServer.Bench.Transport;

/// <summary>
/// The clients' process of <see cref="TransportCommand"/>; it serves as well against any other server of the same wire. Not for people, so hidden.
/// </summary>
internal static class TransportClientsCommand
{
    public const string Name = "transport-clients";

    public static Command Create()
    {
        Argument<string> server = new("server");
        Argument<string> options = new("options");
        Command command = new(Name) { server, options };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            using TransportSwarm swarm = new(
                Report.FromJson<TransportRunOptions>(parsed.GetRequiredValue(options)), Endpoint.From(IPEndPoint.Parse(parsed.GetRequiredValue(server))));
            if (!swarm.Run(connectMs => Console.WriteLine(connectMs.ToString("F0", CultureInfo.InvariantCulture)))) return Report.Fail("the server fell silent");
            Console.WriteLine(swarm.Received.ToString(CultureInfo.InvariantCulture));
            return 0;
        });
        return command;
    }
}
