using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>A ship's motion and timers: with the body, all that its next tick follows from. Only its pilot is told, who predicts it.</summary>
[Replicated, OwnerOnly]
public struct Helm
{
    /// <summary>Units per second.</summary>
    [Quantized(-ArenaRules.VelocityMax, ArenaRules.VelocityMax, ArenaRules.Grid), ChangesBy(1)]
    public float VelocityX;

    /// <summary>Units per second.</summary>
    [Quantized(-ArenaRules.VelocityMax, ArenaRules.VelocityMax, ArenaRules.Grid), ChangesBy(1)]
    public float VelocityY;

    /// <summary>Ticks until the next shot, 0..63.</summary>
    [Integer(0, 63), ChangesBy(2)]
    public int FireCooldown;

    /// <summary>Ticks of dash left, 0..63.</summary>
    [Integer(0, 63), ChangesBy(2)]
    public int DashTicks;

    /// <summary>Ticks until a dead ship flies again, 0..511.</summary>
    [Integer(0, 511), ChangesBy(2)]
    public int RespawnTicks;
}
