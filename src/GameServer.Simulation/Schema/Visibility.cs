namespace GameServer.Simulation;

/// <summary>
/// Who is sent a component, widest circle first. Also how close a player stands to an entity, its *audience*: the player is sent the components of their own circle and of the wider ones.
/// </summary>
public enum Visibility : byte
{
    /// <summary>Everyone who sees the entity.</summary>
    Everyone,

    /// <summary>The players of the entity's team, and its owner: orders, markers, what a squad knows of each other.</summary>
    Team,

    /// <summary>Only the player who owns the entity: ammunition, cooldowns, hands of cards.</summary>
    Owner,
}
