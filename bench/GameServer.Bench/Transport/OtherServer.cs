using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Threading;

namespace GameServer.Bench.Transport;

/// <summary>
/// Any server of the same wire that runs on this machine, seen from outside: the same swarm plays against it, and the system says what CPU time its process used. It must
/// send each peer one message per tick by itself, and admit peers without a key.
/// </summary>
/// <param name="Address">Where it listens.</param>
/// <param name="ProcessId">Whose CPU time counts.</param>
internal sealed record OtherServer(IPEndPoint Address, int ProcessId)
{
    private const int EndSecondsMax = 20;

    public static bool TryParse(string? address, int? processId, out OtherServer? server)
    {
        bool isSane = IPEndPoint.TryParse(address ?? "", out IPEndPoint? endpoint) && endpoint.Port != 0 && processId is > 0;
        server = isSane ? new OtherServer(endpoint!, processId!.Value) : null;
        return isSane;
    }

    /// <summary>CPU in µs per client-tick, and messages down per client-tick of the whole connection, to see that the server did its part; null when it did not play along.</summary>
    public (double Us, double DownPerClientTick)? Measure(TransportRunOptions options)
    {
        using ClientsProcess clients = ClientsProcess.Start(options with { EndsAfterSeconds = options.WarmUpSeconds + options.Seconds }, Address);
        if (clients.ReadFigure() is null) return null;
        Thread.Sleep(TimeSpan.FromSeconds(options.WarmUpSeconds));
        long start = Stopwatch.GetTimestamp();
        if (CpuUs() is not { } before) return null;
        Thread.Sleep(TimeSpan.FromSeconds(options.Seconds));
        if (CpuUs() is not { } after) return null;
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double ticks = (options.WarmUpSeconds + options.Seconds) * options.Rate;
        if (clients.ReadFigure() is not { } received || !clients.EndedWell(EndSecondsMax)) return null;
        return ((after - before) / (options.Peers * options.Rate * seconds), received / (options.Peers * ticks));
    }

    private double? CpuUs()
    {
        try
        {
            using Process process = Process.GetProcessById(ProcessId);
            return process.TotalProcessorTime.TotalMicroseconds;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
