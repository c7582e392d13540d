namespace GameServer.Arena;

/// <summary>A ship's motion and timers: with the body, all that its next tick follows from. Only its pilot is told, who predicts it.</summary>
public struct Helm
{
    /// <summary>Units per second.</summary>
    public float VelocityX;

    /// <summary>Units per second.</summary>
    public float VelocityY;

    /// <summary>Ticks until the next shot, 0..63.</summary>
    public int FireCooldown;

    /// <summary>Ticks of dash left, 0..63.</summary>
    public int DashTicks;

    /// <summary>Ticks until a dead ship flies again, 0..511.</summary>
    public int RespawnTicks;
}
