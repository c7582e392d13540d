namespace GameServer.Simulation;

/// <summary>
/// The part of a game that a player's own client runs too, so that an input shows at once. It must do to an entity exactly what the server's tick does to it, as far as that
/// follows from the entity itself, the tick and the player's input; best by calling the same function. What others do to it (a hit, a pickup) is not predicted: the
/// server's next snapshot brings it. Kinds and components are declared with <see cref="GameSchemaBuilder.Predict"/>.
/// </summary>
public interface IPredictedGame
{
    /// <summary>The game's declaration; the same object every time.</summary>
    GameSchema Schema { get; }

    /// <summary>The game's content, the same object every time; null when it declares none.</summary>
    ContentDeclaration? Content => null;

    /// <summary>
    /// Advances one of the player's own entities by a tick. One that <see cref="PredictedStep.Spawn"/> creates is stepped in the same tick, after those that were there before.
    /// Called many times for one tick, whenever the server corrects an earlier one: it may keep nothing and change nothing but the entity.
    /// </summary>
    /// <returns>False when the entity ends.</returns>
    bool Step(in PredictedEntity entity, PredictedStep step);

    /// <summary>
    /// What an entity spawned by a step is known by on both ends: the key its <see cref="PredictedStep.Spawn"/> named, read from the fields that the server sent.
    /// Entities that are never spawned by a step may return anything.
    /// </summary>
    int SpawnKey(in PredictedEntity entity);
}
