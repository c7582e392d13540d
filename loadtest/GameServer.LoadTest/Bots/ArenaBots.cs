using GameServer.Arena;
using GameServer.Simulation;

namespace GameServer.LoadTest.Bots;

/// <summary>The reference game as bots play it: the example for a game of your own.</summary>
public sealed class ArenaBots : IBotGame
{
    /// <inheritdoc/>
    public GameSchema Schema => ArenaSchema.Schema;

    /// <inheritdoc/>
    public IPredictedGame? NewPrediction() => new ArenaPrediction();

    /// <inheritdoc/>
    public IPilot NewPilot(BotBehaviour behaviour, int playersPerRoom, ulong seed) => new BotPilot(behaviour, ArenaGame.FieldSize(playersPerRoom), seed);
}
