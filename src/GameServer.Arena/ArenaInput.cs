namespace GameServer.Arena;

/// <summary>One player's command for one tick.</summary>
public struct ArenaInput
{
    /// <summary>−1..1, right is positive.</summary>
    public float MoveX;

    /// <summary>−1..1, down is positive.</summary>
    public float MoveY;

    /// <summary>Where the ship points, radians.</summary>
    public float Aim;

    public bool Fire;

    public bool Dash;
}
