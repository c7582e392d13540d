namespace GameServer.Simulation;

/// <summary>Decides how far the world is rewound for a player's action. A game may replace it with <see cref="Rewind.Policy"/>.</summary>
public interface IRewindPolicy
{
    /// <summary>Ticks to rewind. What is asked beyond the plausible is taken from the player's budget; the cap and the budget hold afterwards in any case.</summary>
    double Decide(in RewindClaim claim);
}
