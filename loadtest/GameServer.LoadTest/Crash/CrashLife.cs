using GameServer.LoadTest.Report;

namespace GameServer.LoadTest.Crash;

/// <summary>One process of the server, from its start until it was killed.</summary>
internal sealed record CrashLife
{
    /// <summary>0 for the first, which nobody resumes into.</summary>
    public int Number { get; init; }

    public int ProcessId { get; init; }

    /// <summary>The last tick that the process before it left; 0 when it left none.</summary>
    public uint FromTick { get; init; }

    /// <summary>The room's state there, as this process says, in hexadecimal.</summary>
    public string State { get; init; } = "";

    /// <summary>From the start of the process until it said that it listens.</summary>
    public double ListeningMs { get; init; }

    /// <summary>From the start of the process until each player had the seat again.</summary>
    public Spread? Seated { get; init; }

    /// <summary>From the start of the process until each player saw the room again.</summary>
    public Spread? Shown { get; init; }

    /// <summary>From everybody's return until the kill.</summary>
    public double PlayedMs { get; set; }

    /// <summary>Commands without a result when it was killed.</summary>
    public int OpenAtKill { get; set; }

    /// <summary>From the kill until the process was gone, its port and its folder free.</summary>
    public double DyingMs { get; set; }
}
