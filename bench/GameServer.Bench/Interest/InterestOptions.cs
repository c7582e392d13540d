using GameServer.Core;

namespace GameServer.Bench.Interest;

/// <summary>What <c>interest</c> measures.</summary>
internal sealed record InterestOptions(int Entities, int Players, int Visible, int Pairs, int Ticks)
{
    /// <summary>What is wrong with these options, or null.</summary>
    public string? Problem()
    {
        if (Entities is < 1 or > Limits.EntityCapacityMax) return $"--entities must be 1 to {Limits.EntityCapacityMax}";
        if (Players < 1 || Players > Entities) return "--players must be 1 to the number of entities";
        if (Visible < 1 || Visible > Entities) return "--visible must be 1 to the number of entities";
        if (Pairs is < 1 or > 1000) return "--pairs must be 1 to 1000";
        return Ticks is < 1 or > 10_000 ? "--ticks must be 1 to 10000" : null;
    }
}
