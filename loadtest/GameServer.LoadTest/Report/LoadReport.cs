using System;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Floor;

namespace GameServer.LoadTest.Report;

/// <summary>One run, whole: what <c>report.json</c> says.</summary>
internal sealed record LoadReport
{
    public string Command { get; } = "run";

    public required DateTime StartedUtc { get; init; }

    public required string Server { get; init; }

    public required bool Spawned { get; init; }

    public required int Bots { get; init; }

    public required int RateHz { get; init; }

    public required BotBehaviour Behaviour { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required float FieldSize { get; init; }

    public required double MeasuredSeconds { get; init; }

    public required bool Interrupted { get; init; }

    public required Verdict Verdict { get; init; }

    public required ClientFigures Clients { get; init; }

    public required SwarmFigures Swarm { get; init; }

    /// <summary>Null when neither the server's status nor its process could be read.</summary>
    public required ServerFigures? ServerSide { get; init; }

    /// <summary>Null unless asked for.</summary>
    public FloorFigures? Floor { get; init; }

    public int Processors { get; } = Environment.ProcessorCount;

    public string System { get; } = global::System.Runtime.InteropServices.RuntimeInformation.OSDescription;

    public string Runtime { get; } = global::System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;
}
