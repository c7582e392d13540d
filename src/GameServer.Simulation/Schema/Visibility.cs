namespace GameServer.Simulation;

/// <summary>Who is sent a component.</summary>
public enum Visibility : byte
{
    /// <summary>Everyone who sees the entity.</summary>
    Everyone,

    /// <summary>Only the owner's team: health of comrades, waypoints, voice channels.</summary>
    Team,

    /// <summary>Only the player who owns the entity: ammunition, cooldowns, hands of cards.</summary>
    Owner,
}
