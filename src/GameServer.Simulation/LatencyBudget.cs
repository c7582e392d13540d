namespace GameServer.Simulation;

/// <summary>
/// What a game asks of its players' connections: the limits past which it no longer plays as it was meant to. <c>loadtest latency-budget</c> plays a game over worse and worse
/// networks and says where each is crossed. A limit that is null is not asked for.
/// </summary>
public sealed record LatencyBudget
{
    /// <summary>Most mispredictions per 100 ticks that a player's client predicted.</summary>
    public double? MispredictionsPer100Ticks { get; init; }

    /// <summary>Most that 95 of 100 corrections move something of the player's own, in game units. Teleports are no corrections.</summary>
    public double? CorrectionUnits { get; init; }

    /// <summary>Most time, for 95 of 100 inputs, from sampling one to a frame that shows the server's state of its tick, in milliseconds.</summary>
    public double? InputAgeMs { get; init; }

    /// <summary>Most age, in 95 of 100 frames, of the picture of others against the tick that the player is acting in, in milliseconds.</summary>
    public double? PictureAgeMs { get; init; }
}
