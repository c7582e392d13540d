using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;

namespace GameServer.Tests.Interop;

/// <summary>
/// An <see cref="EchoClient"/> over a stock <c>NetManager</c> as a process of its own, so that releases which cannot share a process can share a server. How to build one
/// is in <c>docs/PROTOCOL.md</c>.
/// </summary>
internal static class StockPeerProgram
{
    private const double GoodbyeMs = 2000;

    /// <param name="arguments">PORT COUNT LOSS SECONDS: server's port, messages per method, loss of each datagram each way (0..1), time limit.</param>
    /// <returns>0: every promise kept; 1: not, and why is on the last line.</returns>
    public static int Run(string[] arguments)
    {
        int port = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        EchoClient echo = new(EchoClient.AllMethods, int.Parse(arguments[1], CultureInfo.InvariantCulture));
        double loss = double.Parse(arguments[2], CultureInfo.InvariantCulture);
        double endMs = double.Parse(arguments[3], CultureInfo.InvariantCulture) * 1000;
        using StockEnd end = StockEnd.Client(port, echo);
        Stopwatch clock = Stopwatch.StartNew();
        while (!echo.IsOver && end.Ended is null && clock.Elapsed.TotalMilliseconds < endMs)
        {
            end.Step(clock.Elapsed.TotalMilliseconds);
            Thread.Sleep(1);
        }

        bool kept = echo.Verify(loss, out string report);
        Console.WriteLine(report);
        if (end.Ended is not null) Console.WriteLine($"  disconnected: {end.Ended}");
        end.Leave();

        // Stock repeats its goodbye every 300 ms for as long as it is polled, and needs to where some are lost.
        for (endMs = clock.Elapsed.TotalMilliseconds + GoodbyeMs; clock.Elapsed.TotalMilliseconds < endMs;)
        {
            end.Step(clock.Elapsed.TotalMilliseconds);
            Thread.Sleep(1);
        }

        return kept ? 0 : 1;
    }
}
