namespace GameServer.Simulation;

/// <summary>What became of a player's reliable command, as the player is told. The numbers between <see cref="Done"/> and <see cref="Unknown"/> are the game's own.</summary>
/// <param name="Code">0..65,535.</param>
public readonly record struct CommandResult(ushort Code)
{
    /// <summary>It took effect.</summary>
    public static readonly CommandResult Done = new(0);

    /// <summary>The game does not know such a command, and nothing happened.</summary>
    public static readonly CommandResult Unknown = new(ushort.MaxValue);
}
