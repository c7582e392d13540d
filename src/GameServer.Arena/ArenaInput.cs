using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>One player's command for one tick.</summary>
[Replicated("input")]
public struct ArenaInput
{
    /// <summary>−1..1, right is positive.</summary>
    [Quantized(-1, 1, 1.0 / 127), ChangesBy(0.1)]
    public float MoveX;

    /// <summary>−1..1, down is positive.</summary>
    [Quantized(-1, 1, 1.0 / 127), ChangesBy(0.1)]
    public float MoveY;

    /// <summary>Where the ship points, radians.</summary>
    [Angle(1024), ChangesBy(0.1)]
    public float Aim;

    public bool Fire;

    public bool Dash;
}
