using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>A wall that was placed by hand, in the walled arena: a row of content table <c>barriers</c>.</summary>
public sealed record BarrierContent
{
    /// <summary>Of its middle, units.</summary>
    [Range(0, ArenaRules.WorldSize)]
    public float X { get; init; }

    /// <summary>Of its middle, units.</summary>
    [Range(0, ArenaRules.WorldSize)]
    public float Y { get; init; }

    [Range(1, 64)]
    public float Length { get; init; } = 8;

    /// <summary>Along y; else along x.</summary>
    public bool Upright { get; init; }

    /// <summary>The wall it is.</summary>
    internal Wall Wall => new(X, Y, Upright ? 0 : Length / 2, Upright ? Length / 2 : 0);
}
