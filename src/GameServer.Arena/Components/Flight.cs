using GameServer.Core;

namespace GameServer.Arena;

/// <summary>A projectile's motion; stays on the server.</summary>
public struct Flight
{
    /// <summary>Units per second.</summary>
    public float VelocityX;

    /// <summary>Units per second.</summary>
    public float VelocityY;

    /// <summary>Ticks until it fades.</summary>
    public int TicksLeft;

    /// <summary>The ship that fired it.</summary>
    public EntityId Shooter;
}
