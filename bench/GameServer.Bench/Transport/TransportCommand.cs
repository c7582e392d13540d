using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Net;
using GameServer.Bench.Floor;

namespace GameServer.Bench.Transport;

/// <summary>
/// What connections cost above the kernel: the floor and the transport in turns, same sizes, same rate, one socket per client in another process. Packets
/// per CPU second are compared; 1 would be a protocol for nothing.
/// </summary>
internal static class TransportCommand
{
    private const int ConnectSecondsMax = 20;

    public static Command Create()
    {
        TransportRunOptions standard = new();
        Option<int> peers = new("--peers") { Description = "Connected clients", DefaultValueFactory = _ => standard.Peers };
        Option<int> rate = new("--rate") { Description = "Ticks per second", DefaultValueFactory = _ => standard.Rate };
        Option<int> down = new("--down") { Description = "UDP payload bytes to each client per tick", DefaultValueFactory = _ => standard.DownBytes };
        Option<int> up = new("--up") { Description = "UDP payload bytes from each client per tick", DefaultValueFactory = _ => standard.UpBytes };
        Option<int> seconds = new("--seconds") { Description = "How long to measure each run", DefaultValueFactory = _ => standard.Seconds };
        Option<int> pairs = new("--pairs") { Description = "Floor and transport runs, in turns", DefaultValueFactory = _ => standard.Pairs };
        Option<int> datagrams = new("--datagrams")
        {
            Description = "Datagrams to each client per tick; take --down over 512, or they merge", DefaultValueFactory = _ => standard.DatagramsDown,
        };
        Option<bool> noSegments = new("--no-segments") { Description = "Without GSO" };
        Option<bool> portable = new("--portable") { Description = "The framework's socket calls instead of the platform's batched ones" };
        Option<bool> dual = new("--dual-stack") { Description = "Bind the server to [::], clients stay on IPv4" };
        Option<string?> against = new("--against")
        {
            Description = "ADDRESS:PORT of another server of this wire on this machine, measured in turns too: it must admit anyone, and send --down bytes to each peer --rate times a second",
        };
        Option<int?> againstPid = new("--against-pid") { Description = "The process of that server, for its CPU time" };
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Command command = new("transport", "Connections, acks and timers against the floor, in turns (64-bit Linux); and, with --against, beside another server.")
        {
            peers, rate, down, up, seconds, pairs, datagrams, noSegments, portable, dual, against, againstPid, json,
        };
        command.SetAction(parsed => Run(
            new TransportRunOptions
            {
                Peers = parsed.GetValue(peers),
                Rate = parsed.GetValue(rate),
                DownBytes = parsed.GetValue(down),
                UpBytes = parsed.GetValue(up),
                Seconds = parsed.GetValue(seconds),
                Pairs = parsed.GetValue(pairs),
                DatagramsDown = parsed.GetValue(datagrams),
                NoSegments = parsed.GetValue(noSegments),
                Portable = parsed.GetValue(portable),
                DualStack = parsed.GetValue(dual),
            },
            parsed.GetValue(against),
            parsed.GetValue(againstPid),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(TransportRunOptions options, string? against, int? againstPid, bool json)
    {
        string problems = string.Join(", ", options.Problems());
        if (problems.Length > 0) return Report.Fail(problems);
        bool hasOther = OtherServer.TryParse(against, againstPid, out OtherServer? other);
        if (!hasOther && (against is not null || againstPid is not null)) return Report.Fail("--against ADDRESS:PORT and --against-pid PID go together");
        List<double> floors = [];
        List<double> transports = [];
        List<double> connects = [];
        List<double> losses = [];
        List<double> others = [];
        List<double> otherDowns = [];
        long allocated = 0;
        for (int pair = 0; pair < options.Pairs; pair++)
        {
            FloorResult? floor = FloorCommand.Measure(options.Floor);
            using TransportServerRun server = new(options);
            if (floor is null || !TryMeasure(server, options, out double connectMs, out double loss))
            {
                return Report.Fail("the clients' process did not play along; see above");
            }

            floors.Add(floor.ServerUsPerClientTick);
            transports.Add(server.CpuUs / options.ClientTicks);
            connects.Add(connectMs);
            losses.Add(loss);
            allocated += server.AllocatedBytes;
            if (other is null) continue;
            if (other.Measure(options) is not { } seen) return Report.Fail($"the server at {other.Address} (process {other.ProcessId}) did not play along");
            others.Add(seen.Us);
            otherDowns.Add(seen.DownPerClientTick);
        }

        Spread ratio = Spread.Of(floors.Zip(transports, (floor, ours) => floor / ours).ToList());
        OtherResult? beside = other is null ? null : new OtherResult(
            other.Address.ToString(), Spread.Of(others), Spread.Of(transports.Zip(others, (ours, theirs) => ours / theirs).ToList()), Spread.Of(otherDowns));
        Result result = new("transport", options, Spread.Of(floors), Spread.Of(transports), ratio, Spread.Of(connects), losses.Max(), allocated, beside, Machine.Current);
        Report.Print(json, result, result.Describe());
        return 0;
    }

    private static bool TryMeasure(TransportServerRun server, TransportRunOptions options, out double connectMs, out double loss)
    {
        connectMs = loss = 0;
        using ClientsProcess clients = ClientsProcess.Start(options, new IPEndPoint(IPAddress.Loopback, server.Port));
        if (!server.Run(ConnectSecondsMax) || clients.ReadFigure() is not { } figure || clients.ReadFigure() is null || !clients.EndedWell(ConnectSecondsMax)) return false;
        connectMs = figure;
        loss = 1 - (server.Received / options.ClientTicks);
        return true;
    }

    private sealed record Spread(double Median, double Min, double Max)
    {
        public static Spread Of(List<double> values)
        {
            List<double> sorted = [.. values.Order()];
            return new Spread(sorted[sorted.Count / 2], sorted[0], sorted[^1]);
        }

        public override string ToString() => $"{Median:F2} ({Min:F2} – {Max:F2})";
    }

    private sealed record Result(string Command, TransportRunOptions Options, Spread FloorUs, Spread TransportUs, Spread PacketsPerCpuSecondOfFloor,
        Spread ConnectMs, double UpLossMax, long AllocatedBytes, OtherResult? Other, Machine Machine)
    {
        public string Describe() =>
            $"""
            transport: {Options.Peers} peers at {Options.Rate} Hz, {Options.DownBytes} B down, {Options.UpBytes} B up, {Options.Pairs} × {Options.Seconds} s; server µs per tick
              floor           {FloorUs}
              transport       {TransportUs}
              packets per CPU second, of the floor's  {PacketsPerCpuSecondOfFloor}
              all connected   after {ConnectMs} ms, asking at 2000 per second
              loss up         at most {UpLossMax:P2}
              allocated       {AllocatedBytes} B{(Other is null ? "" : Environment.NewLine + Other.Describe())}
            """;
    }

    private sealed record OtherResult(string Address, Spread Us, Spread OursOfTheirs, Spread DownPerClientTick)
    {
        public string Describe() =>
            $"""
              other server    {Us} at {Address}; it sent {DownPerClientTick} messages per client-tick
              ours, of its CPU  {OursOfTheirs}
            """;
    }
}
