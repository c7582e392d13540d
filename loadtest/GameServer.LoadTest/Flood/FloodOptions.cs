using System.Collections.Generic;
using GameServer.Core;
using GameServer.LoadTest.Target;

namespace GameServer.LoadTest.Flood;

/// <summary>What a person chooses about one flood of connects, as given.</summary>
internal sealed record FloodOptions
{
    /// <summary>HOST:PORT.</summary>
    public string Server { get; init; } = "";

    /// <summary>Connections to make, a socket each.</summary>
    public int Connects { get; init; } = 10_000;

    /// <summary>Over how long they are asked for, evenly.</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>By when, counted from the first request, all must be in.</summary>
    public double WithinSeconds { get; init; } = 15;

    /// <summary>How long each connection stays.</summary>
    public double HoldSeconds { get; init; } = 5;

    public string Key { get; init; } = "gameserver";

    /// <summary>HOST:PORT of the server's admin address.</summary>
    public string? Admin { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Late server ticks that still pass; null: any number.</summary>
    public long? LateTicksMax { get; init; }

    public long SpacingNs => (long)(Seconds * Timestamp.NanosecondsPerSecond / Connects);

    /// <summary>Every problem at once, each in the option's own name; empty when the flood can start.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (!ServerAddress.TryParse(Server, out _)) problems.Add($"--server {Server} is not HOST:PORT (IPv6 as [::1]:7777)");
        if (Admin is not null && !ServerAddress.TryParse(Admin, out _)) problems.Add($"--admin {Admin} is not HOST:PORT (IPv6 as [::1]:8080)");
        if (Connects is < 1 or > 50_000) problems.Add("--connects must be 1 to 50000");
        if (Seconds is not (>= 0.01 and <= 3600)) problems.Add("--seconds must be 0.01 to 3600");
        if (WithinSeconds is not (>= 0.01 and <= 3600)) problems.Add("--within must be 0.01 to 3600");
        if (HoldSeconds is not (>= 0 and <= 3600)) problems.Add("--hold must be 0 to 3600");
        if (LateTicksMax is < 0) problems.Add("--max-late must be 0 or more");
        return problems;
    }
}
