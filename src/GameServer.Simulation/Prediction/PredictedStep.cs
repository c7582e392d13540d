using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>What a predicted step may know besides the entity: the same on the client as on the server. Handed to <see cref="IPredictedGame.Step"/>.</summary>
public abstract class PredictedStep
{
    /// <summary>A step in a room of this tick rate and size.</summary>
    protected PredictedStep(int tickRateHz, int playerCapacity)
    {
        TickRateHz = tickRateHz;
        PlayerCapacity = playerCapacity;
    }

    /// <summary>The tick being simulated.</summary>
    public Tick Tick { get; protected set; }

    /// <summary>The room's ticks per second.</summary>
    public int TickRateHz { get; }

    /// <summary>The room's seats.</summary>
    public int PlayerCapacity { get; }

    /// <summary>The content that the tick runs with, as far as the client has been told.</summary>
    public ContentSet Content { get; protected set; } = ContentSet.None;

    /// <summary>The player's input for this tick: quantised fields of the game's input, all in range.</summary>
    public abstract ReadOnlySpan<int> Input { get; }

    /// <summary>Creates an entity of the player's own, all fields zero, until the server's own comes to take its place.</summary>
    /// <param name="kind">A predicted kind.</param>
    /// <param name="key">By which the two are matched; unique among the player's entities of the kind that live at one time. See <see cref="IPredictedGame.SpawnKey"/>.</param>
    public abstract PredictedEntity Spawn(EntityKind kind, int key);
}
