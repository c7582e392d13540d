using GameServer.Simulation;

namespace GameServer.LoadTest.Bots;

/// <summary>
/// What the load tester must know of a game to play it. A studio's own stands in its own assembly, named in a scenario by <c>game: FILE.dll</c>: the one public class there
/// that implements this and has a constructor without parameters.
/// </summary>
public interface IBotGame
{
    /// <summary>The game's declaration.</summary>
    GameSchema Schema { get; }

    /// <summary>What predicts the player's own entities, for scenarios that ask for it; null when the game has none. One per bot.</summary>
    IPredictedGame? NewPrediction();

    /// <summary>A pilot for one bot.</summary>
    /// <param name="behaviour">Of the scenario's mix; what a game does not tell apart it may treat alike.</param>
    /// <param name="playersPerRoom">Seats, from which many games derive the size of their world.</param>
    /// <param name="seed">Where the pilot's randomness starts.</param>
    IPilot NewPilot(BotBehaviour behaviour, int playersPerRoom, ulong seed);
}
