using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using GameServer.Core;
using GameServer.Host.Pacing;
using GameServer.LoadTest.Target;

namespace GameServer.Tests.Support;

/// <summary>The server program as built, in a process of its own, with a data folder that goes with the test.</summary>
internal sealed class RealHost : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);   // of a test on a busy machine; nothing is measured

    private readonly List<string> _said = [];

    public RealHost() => Program = BuiltProgram.Find("src/GameServer.Host", "gameserver.dll", _said.Add) ?? throw new FileNotFoundException(string.Join(' ', _said));

    /// <summary>Its assembly.</summary>
    public string Program { get; }

    /// <summary>The data folder.</summary>
    public string Data { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    /// <summary>Plays as a game does, a poll a frame, until something holds.</summary>
    /// <returns>False when patience ended.</returns>
    public static bool PlayUntil(Func<bool> holds, params ReadOnlySpan<Action<Timestamp>> polls)
    {
        PreciseSleeper frames = PreciseSleeper.ForThisThread(0);
        long endNs = MonotonicClock.Nanoseconds() + (long)s_patience.TotalNanoseconds;
        while (MonotonicClock.Nanoseconds() < endNs)
        {
            foreach (Action<Timestamp> poll in polls) poll(MonotonicClock.Now());
            if (holds()) return true;
            frames.SleepUntil(MonotonicClock.Nanoseconds() + (4 * Timestamp.NanosecondsPerMillisecond));
        }

        return false;
    }

    /// <summary>Starts a server on the data folder.</summary>
    /// <param name="port">0 for any.</param>
    /// <param name="log">Where its output is added; null for nowhere.</param>
    /// <param name="arguments">More of them.</param>
    public async Task<SpawnedServer> StartAsync(int port, string? log = null, params string[] arguments)
    {
        string[] all = ["run", "--port", $"{port}", "--bind", "127.0.0.1", "--admin", "127.0.0.1:0", "--data", Data, .. arguments];
        return await SpawnedServer.TryStart(Program, all, log, _said.Add) ?? throw new InvalidOperationException(string.Join(' ', _said));
    }

    public void Dispose()
    {
        if (Directory.Exists(Data)) Directory.Delete(Data, recursive: true);
    }
}
