using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// The studio's game: ordinary C#, called from one thread, in one order. The same calls with the same arguments must lead to the same world: no clock, no thread, no
/// I/O, no random source but <see cref="World.Prng"/>, no state outside the world that decides anything. Between two ticks the calls come as
/// <see cref="PlayerLeft"/>, <see cref="PlayerJoined"/>, <see cref="PlayerInterrupted"/> and <see cref="PlayerReturned"/>, then each player's <see cref="Command"/>s; a tick is one
/// <see cref="Input"/> per player in seat order, then <see cref="Tick"/>.
/// </summary>
public interface IGame
{
    /// <summary>The game's declaration; the same object every time.</summary>
    GameSchema Schema { get; }

    /// <summary>The game's own rule of who is shown what, the same object every time; null when distance, team and ownership decide alone.</summary>
    IRelevancy? RelevancyRule => null;

    /// <summary>How what the game promises makes a player's profile, the same object every time; null when what was promised is all there is to know of a player.</summary>
    IProfileRules? ProfileRules => null;

    /// <summary>What the game asks of its players' connections; null when it asks nothing.</summary>
    LatencyBudget? LatencyBudget => null;

    /// <summary>The game's content, the same object every time; null when it declares none. See <see cref="World.Content"/>.</summary>
    ContentDeclaration? Content => null;

    /// <summary>What stands in a room and is no entity, for people who look at it from above, the same object every time; null for nothing.</summary>
    IRoomOutline? Outline => null;

    /// <summary>
    /// Builds the room's first state, before tick 1. A room that is restored has it called too, and its world overwritten by the saved one: so it is the place for what a game sets up beside the
    /// world, and must do the same every time.
    /// </summary>
    void Start(World world);

    /// <summary>
    /// <see cref="World.Content"/> is another version from this tick on, before all else that the tick brings: the place to work out again what follows from it. What lives in the world stays as it is,
    /// unless the game changes it here. Allocates nothing.
    /// </summary>
    void ContentChanged(World world)
    {
    }

    /// <summary>A player took a seat. <see cref="World.ProfileOf"/> says what the player brings along.</summary>
    void PlayerJoined(World world, PlayerSlot player, string name);

    /// <summary>A player gave up the seat; it may be taken again from the next tick on.</summary>
    void PlayerLeft(World world, PlayerSlot player);

    /// <summary>
    /// A player's connection was lost. The seat is kept for the server's grace time, and the player's inputs are neutral ones meanwhile: what stands in the world for the player may stay,
    /// become a ghost, or be steered by the game. Ends with <see cref="PlayerReturned"/> or <see cref="PlayerLeft"/>.
    /// </summary>
    void PlayerInterrupted(World world, PlayerSlot player)
    {
    }

    /// <summary>A player whose connection was lost is back in the same seat.</summary>
    void PlayerReturned(World world, PlayerSlot player)
    {
    }

    /// <summary>
    /// A player's reliable command: what must happen once and not be lost, such as a purchase. Called once for each, in the order they were given, however often the connection broke
    /// on the way; the player is told the result when it can no longer be undone by a crash.
    /// </summary>
    /// <param name="world">The room's state.</param>
    /// <param name="player">Who.</param>
    /// <param name="command">The bytes the client gave, at most <see cref="Limits.CommandBytes"/>: from a stranger, and to be checked.</param>
    CommandResult Command(World world, PlayerSlot player, ReadOnlySpan<byte> command) => CommandResult.Unknown;

    /// <summary>A player's input for this tick, exactly one per player: the last one again when none arrived in time.</summary>
    /// <param name="world">The room's state.</param>
    /// <param name="player">Who.</param>
    /// <param name="fields">Quantised fields of the game's input, all in range; zeros until the first arrives.</param>
    void Input(World world, PlayerSlot player, ReadOnlySpan<int> fields);

    /// <summary>Advances the world by one tick.</summary>
    void Tick(World world);
}
