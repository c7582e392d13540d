namespace GameServer.Simulation;

/// <summary>Which players an entity kind may be sent to.</summary>
public enum Relevancy : byte
{
    /// <summary>Players whose focus is within the interest radius; the kind must have a position.</summary>
    Near,

    /// <summary>Everyone in the room: scores, match clocks.</summary>
    Always,

    /// <summary>The players of the entity's team, wherever they are, and its owner.</summary>
    Team,

    /// <summary>Only the player who owns the entity.</summary>
    Owner,
}
