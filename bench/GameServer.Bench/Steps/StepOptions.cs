using System;
using GameServer.Arena;
using GameServer.Core;
using GameServer.Persistence;
using GameServer.Replication;

namespace GameServer.Bench.Steps;

/// <summary>What <c>step</c> measures.</summary>
internal sealed record StepOptions(
    int Players, int Visible, bool Crush, bool Splice, int Ticks, int RateHz, int BytesPerSecond, SnapshotCoder Coder = SnapshotCoder.Codebook, Durability Journal = Durability.None)
{
    // Entities in sight per player and sight area, against what an even spread of ships alone would give: crates, shots, and that wanderers meet in the middle.
    private const double EntitiesPerPlayer = 4;

    /// <summary>Side of the field in a crush: its diagonal is the sight radius, so that everyone sees everyone from anywhere. 0 without: the field grows with the seats.</summary>
    public float FieldSize => Crush ? ArenaRules.EnterRadius / MathF.Sqrt(2) : 0;

    /// <summary>Seats that make the field so large that about <see cref="Visible"/> entities are in sight.</summary>
    public int Seats
    {
        get
        {
            if (Crush) return Players;
            double sight = Math.PI * ArenaRules.EnterRadius * ArenaRules.EnterRadius;
            double area = Players * EntitiesPerPlayer * sight / Visible;
            return Math.Max(Players, (int)(area / ArenaRules.AreaPerPlayer));
        }
    }

    /// <summary>What is wrong with these options, or null.</summary>
    public string? Problem()
    {
        if (Players is < 1 or > 5000) return "--players must be 1 to 5000";
        if (Visible is < 1 or > 1000) return "--visible must be 1 to 1000";
        if (Ticks is < 1 or > 100_000) return "--ticks must be 1 to 100000";
        if (RateHz is < 1 or > Limits.TickRateHzMax) return $"--rate must be 1 to {Limits.TickRateHzMax}";
        return BytesPerSecond < 1000 ? "--bytes-per-second must be at least 1000" : null;
    }
}
