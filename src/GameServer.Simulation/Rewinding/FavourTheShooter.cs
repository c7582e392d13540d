namespace GameServer.Simulation;

/// <summary>Everyone gets what they claim to have seen, within budget and cap: what a shooter sees hit is hit, and who is shot at may be hit behind a corner.</summary>
public sealed class FavourTheShooter : IRewindPolicy
{
    /// <summary>The one instance: it has no state.</summary>
    public static readonly FavourTheShooter Instance = new();

    private FavourTheShooter()
    {
    }

    /// <inheritdoc/>
    public double Decide(in RewindClaim claim) => claim.ClaimedTicks;
}
