using System.Collections.Generic;
using GameServer.LoadTest.Swarm;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Run;

/// <summary>Everything a run observed, before any of it is judged.</summary>
internal sealed record Measurements
{
    public required SwarmResult Swarm { get; init; }

    /// <summary>Length of the measured phase; 0 when it never began.</summary>
    public double MeasuredSeconds { get; init; }

    /// <summary>True when someone ended the run early.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Most bots in play at once.</summary>
    public int PlayingMax { get; init; }

    /// <summary>CPU time of this process over the measured phase.</summary>
    public double SwarmCpuSeconds { get; init; }

    public ServerReading? Before { get; init; }

    public ServerReading? After { get; init; }

    /// <summary>The server at moments in between: its percentiles are of single seconds.</summary>
    public IReadOnlyList<ServerPicture> Samples { get; init; } = [];
}
