namespace GameServer.Arena;

/// <summary>A ship's motion and timers; stays on the server.</summary>
public struct Helm
{
    /// <summary>Units per second.</summary>
    public float VelocityX;

    /// <summary>Units per second.</summary>
    public float VelocityY;

    /// <summary>Ticks until the next shot.</summary>
    public int FireCooldown;

    /// <summary>Ticks of dash left.</summary>
    public int DashTicks;

    /// <summary>Ticks until a dead ship flies again.</summary>
    public int RespawnTicks;

    /// <summary>This tick's command.</summary>
    public ArenaInput Input;
}
