using System;
using System.Diagnostics;
using GameServer.Core;

namespace GameServer.Tests.Support;

/// <summary>The machine's clock, for tests over real sockets, which spin for a bounded time instead of sleeping.</summary>
internal sealed class RealClock
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public Timestamp Now => new((long)Stopwatch.GetElapsedTime(_start).TotalNanoseconds, DateTime.UtcNow.Ticks);

    public void Until(Func<bool> holds, Action step, int seconds = 20)
    {
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(_start).TotalSeconds > seconds) throw new Xunit.Sdk.XunitException($"Still not after {seconds} s.");
            step();
        }
    }
}
