using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace GameServer.LoadTest.SelfTest;

/// <summary>A <c>loadtest worker</c> of our own, on a free port, for one run.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string Greeting = "worker listening on ";

    private readonly Process _process;

    private WorkerProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    public int Id => _process.Id;

    /// <summary>HOST:PORT.</summary>
    public string Address { get; }

    /// <summary>Null when it did not come up.</summary>
    public static async Task<WorkerProcess?> TryStart()
    {
        string program = typeof(WorkerProcess).Assembly.Location;
        ProcessStartInfo start = new("dotnet", [program, "worker", "--listen", "127.0.0.1:0", "--once"]) { RedirectStandardOutput = true };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        string line = await process.StandardOutput.ReadLineAsync() ?? "";
        if (line.StartsWith(Greeting, StringComparison.Ordinal)) return new WorkerProcess(process, line[Greeting.Length..]);
        process.Kill();
        process.Dispose();
        return null;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
