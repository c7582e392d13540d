using GameServer.Core;

namespace GameServer.Arena;

/// <summary>Where a projectile comes from; stays on the server.</summary>
public struct ShotOrigin
{
    /// <summary>The ship that fired it.</summary>
    public EntityId Shooter;

    /// <summary>How far in the past its shooter sees everyone else, in ticks, as far as the server grants it: the shot hits what the shooter sees it hit.</summary>
    public double LagTicks;
}
