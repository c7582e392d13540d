using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;

namespace GameServer.Bench.Transport;

/// <summary>The other process of a measurement: this program again, as <see cref="TransportClientsCommand"/>. It says when all are connected, and at its end what came down.</summary>
internal sealed class ClientsProcess : IDisposable
{
    private readonly Process _process;

    private ClientsProcess(Process process) => _process = process;

    public static ClientsProcess Start(TransportRunOptions options, IPEndPoint server)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("this process has no path");
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(typeof(TransportCommand).Assembly.Location);
        start.ArgumentList.Add(TransportClientsCommand.Name);
        start.ArgumentList.Add(server.ToString());
        start.ArgumentList.Add(Report.ToJson(options));
        return new ClientsProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start"));
    }

    /// <summary>Waits for the next figure it prints: first the milliseconds until all were connected, then the datagrams that came down. Null when it ended without.</summary>
    public double? ReadFigure() => double.TryParse(_process.StandardOutput.ReadLine(), CultureInfo.InvariantCulture, out double figure) ? figure : null;

    public bool EndedWell(int secondsMax) => _process.WaitForExit(secondsMax * 1000) && _process.ExitCode == 0;

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
