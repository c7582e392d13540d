using System;
using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace GameServer.Bench.Floor;

/// <summary>
/// Baseline F1, the raw floor: one server socket in this process, N client sockets in another, no protocol and no logic. What a server costs above this is its own doing.
/// </summary>
internal static class FloorCommand
{
    private const int GatherSecondsMax = 15;
    private const int FinishSecondsMax = 10;

    public static Command Create()
    {
        FloorOptions standard = new();
        Option<int> clients = new("--clients") { Description = "Client sockets", DefaultValueFactory = _ => standard.Clients };
        Option<int> rate = new("--rate") { Description = "Ticks per second", DefaultValueFactory = _ => standard.Rate };
        Option<int> down = new("--down") { Description = "Bytes to each client per tick", DefaultValueFactory = _ => standard.DownBytes };
        Option<int> up = new("--up") { Description = "Bytes from each client per tick", DefaultValueFactory = _ => standard.UpBytes };
        Option<int> seconds = new("--seconds") { Description = "How long to measure", DefaultValueFactory = _ => standard.Seconds };
        Option<int> warmUp = new("--warm-up") { Description = "Seconds before measuring", DefaultValueFactory = _ => standard.WarmUpSeconds };
        Option<bool> ipv6 = new("--ipv6") { Description = "Over ::1 instead of 127.0.0.1" };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("floor", "F1: what the kernel alone costs, one datagram each way per client and tick (64-bit Linux)")
        {
            clients, rate, down, up, seconds, warmUp, ipv6, json,
        };
        command.SetAction(parsed => Run(
            new FloorOptions
            {
                Clients = parsed.GetValue(clients),
                Rate = parsed.GetValue(rate),
                DownBytes = parsed.GetValue(down),
                UpBytes = parsed.GetValue(up),
                Seconds = parsed.GetValue(seconds),
                WarmUpSeconds = parsed.GetValue(warmUp),
                OverIPv6 = parsed.GetValue(ipv6),
            },
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(FloorOptions options, bool json)
    {
        string problems = string.Join(", ", options.Problems());
        if (problems.Length > 0) return Report.Fail(problems);
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess) return Report.Fail("floor uses the system calls of 64-bit Linux");
        try
        {
            FloorResult? result = Measure(options);
            if (result is null) return Report.Fail("the clients' process did not play along; see above");
            Report.Print(json, result, result.Describe());
            return result.Valid ? 0 : 3;
        }
        catch (Win32Exception failure)
        {
            return Report.Fail(failure.Message);
        }
    }

    internal static FloorResult? Measure(FloorOptions options)
    {
        using FloorServer server = new(options);
        using Process clients = StartClients(options, server.Port);
        try
        {
            if (!server.Gather(GatherSecondsMax)) return null;
            server.Run();
            server.Finish(clients, FinishSecondsMax);
            if (!clients.HasExited || clients.ExitCode != 0) return null;
            FloorSide side = Report.FromJson<FloorSide>(clients.StandardOutput.ReadToEnd());
            return new FloorResult("floor", options, server.Side, side, server.Lateness, server.LateTicks, server.DrainsPerTick, server.ReceiveBufferBytes, Machine.Current);
        }
        finally
        {
            if (!clients.HasExited) clients.Kill();
        }
    }

    private static Process StartClients(FloorOptions options, int serverPort)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("this process has no path");
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(typeof(FloorCommand).Assembly.Location);
        start.ArgumentList.Add(FloorClientsCommand.Name);
        start.ArgumentList.Add(serverPort.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(Report.ToJson(options));
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }
}
