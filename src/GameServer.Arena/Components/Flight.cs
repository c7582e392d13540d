using GameServer.Simulation;

namespace GameServer.Arena;

/// <summary>A projectile's motion; never changes. Only the player who fired it is told, who predicts it.</summary>
[Replicated, OwnerOnly]
public struct Flight
{
    /// <summary>Radians, finer than the body shows.</summary>
    [Angle(1024), ChangesBy(0.1)]
    public float Heading;

    /// <summary>Low 8 bits of the tick in which it was fired: one ship fires once a tick at most, so this tells its shots apart.</summary>
    [Symbol(256)]
    public int FiredAt;
}
