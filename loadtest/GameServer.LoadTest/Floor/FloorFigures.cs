using System.Collections.Generic;
using System.Linq;
using GameServer.LoadTest.Report;

namespace GameServer.LoadTest.Floor;

/// <summary>The load beside the raw floor of the same minutes: means of the floor runs, and what the load cost as multiples of them.</summary>
internal sealed record FloorFigures
{
    public required IReadOnlyList<FloorRun> Runs { get; init; }

    public double ServerUsPerClientTick { get; init; }

    public double ClientUsPerClientTick { get; init; }

    public double ClientsHeld { get; init; }

    /// <summary>Bots of this run ÷ clients the floor would hold on two cores.</summary>
    public double HeldRatio { get; init; }

    /// <summary>Server CPU per client-tick ÷ the floor's server side; null when the server's CPU is unknown.</summary>
    public double? ServerRatio { get; init; }

    /// <summary>Bot CPU per client-tick ÷ the floor's client side.</summary>
    public double SwarmRatio { get; init; }

    /// <summary>Null when no floor run gave figures.</summary>
    public static FloorFigures? From(IReadOnlyList<FloorRun> runs, int bots, SwarmFigures swarm, ServerFigures? server)
    {
        if (runs.Count == 0) return null;
        double serverUs = runs.Average(run => run.ServerUsPerClientTick);
        double clientUs = runs.Average(run => run.ClientUsPerClientTick);
        double held = runs.Average(run => run.ClientsHeld);
        return new FloorFigures
        {
            Runs = runs,
            ServerUsPerClientTick = serverUs,
            ClientUsPerClientTick = clientUs,
            ClientsHeld = held,
            HeldRatio = bots / held,
            ServerRatio = server?.CpuUsPerClientTick / serverUs,
            SwarmRatio = swarm.CpuUsPerClientTick / clientUs,
        };
    }
}
