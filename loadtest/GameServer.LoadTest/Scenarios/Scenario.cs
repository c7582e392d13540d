using System.Collections.Generic;
using System.Linq;
using GameServer.LoadTest.Bots;
using GameServer.LoadTest.Thresholds;

namespace GameServer.LoadTest.Scenarios;

/// <summary>A load test as it is written down: what is run, by whom, over which networks, and what must hold. Where the server is, the command line may say instead.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>HOST:PORT; null when a server is to be spawned or the command line names one.</summary>
    public string? Server { get; init; }

    public bool Spawn { get; init; }

    /// <summary>More arguments for the spawned server.</summary>
    public string ServerArguments { get; init; } = "";

    public string Key { get; init; } = "gameserver";

    /// <summary>Assembly with the bots of another game; null: the Arena's.</summary>
    public string? GamePath { get; init; }

    /// <summary>Whether bots predict their own entities, as real players' clients do; costs the swarm CPU.</summary>
    public bool Predicts { get; init; }

    /// <summary>What 100 % of a load profile is.</summary>
    public int Bots { get; init; } = 100;

    /// <summary>The server's ticks per second.</summary>
    public int RateHz { get; init; } = 30;

    public ulong Seed { get; init; } = 1;

    public IReadOnlyList<BotShare> Mix { get; init; } = [new BotShare(BotBehaviour.Wander, 1)];

    public IReadOnlyList<NetworkShare> Networks { get; init; } = [new NetworkShare { Name = "none" }];

    public required IReadOnlyList<LoadPhase> Phases { get; init; }

    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>Most bots that any phase asks for.</summary>
    public int BotsMax => (int)System.Math.Ceiling(Bots * Phases.Max(phase => phase.To));

    /// <summary>Seats a server of our own should have: what 100 % is, no more, so that driving past capacity is refused; and as many more for each time everybody drops, because lost seats are held for a while.</summary>
    public int SeatsWanted => Bots * (1 + Phases.Count(phase => phase.Drops));

    /// <summary>The same in another time: the measured phases last <paramref name="seconds"/> together, and what happens in them keeps its proportions.</summary>
    public Scenario Lasting(double seconds)
    {
        double factor = seconds / Phases.Where(phase => phase.IsMeasured).Sum(phase => phase.Seconds);
        return this with
        {
            Phases =
            [
                .. Phases.Select(phase => phase.IsMeasured
                    ? phase with { Seconds = phase.Seconds * factor, OverSeconds = phase.OverSeconds * factor, SessionSeconds = phase.SessionSeconds * factor }
                    : phase),
            ],
        };
    }
}
