using System;
using System.CommandLine;
using System.ComponentModel;

namespace GameServer.Bench.Floor;

/// <summary>The client process of <see cref="FloorCommand"/>, which starts it and reads its one line of JSON. Not for people, so hidden.</summary>
internal static class FloorClientsCommand
{
    public const string Name = "floor-clients";

    public static Command Create()
    {
        Argument<int> port = new("port");
        Argument<string> options = new("options");
        Command command = new(Name) { port, options };
        command.Hidden = true;
        command.SetAction(parsed => Run(Report.FromJson<FloorOptions>(parsed.GetRequiredValue(options)), parsed.GetValue(port)));
        return command;
    }

    private static int Run(FloorOptions options, int serverPort)
    {
        try
        {
            using FloorClients clients = new(options, serverPort);
            FloorSide? side = clients.Run();
            if (side is null) return Report.Fail("the server fell silent");
            Console.WriteLine(Report.ToJson(side));
            return 0;
        }
        catch (Win32Exception failure)
        {
            return Report.Fail($"with {options.Clients} sockets: {failure.Message}");
        }
    }
}
