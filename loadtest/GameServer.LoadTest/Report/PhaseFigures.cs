using System.Collections.Generic;

namespace GameServer.LoadTest.Report;

/// <summary>One phase of a run. All its figures are of this phase alone.</summary>
internal sealed record PhaseFigures
{
    public required string Name { get; init; }

    public required string Profile { get; init; }

    public bool Measured { get; init; }

    /// <summary>Seconds of the run at which it began.</summary>
    public double StartSeconds { get; init; }

    public double Seconds { get; init; }

    public required ClientFigures Clients { get; init; }

    public required IReadOnlyList<NetworkFigures> Networks { get; init; }

    public required SwarmFigures Swarm { get; init; }

    public ServerFigures? ServerSide { get; init; }
}
