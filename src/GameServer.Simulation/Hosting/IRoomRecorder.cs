using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>
/// Hears everything a room's tick consumes, in the order it is consumed: with the game's version, the capacities and the seed, that is all the room is a function of. A
/// journal writes it to disk, <see cref="RoomLog"/> keeps it in memory. Called on the tick path: must not throw, and must not touch the world.
/// </summary>
public interface IRoomRecorder
{
    /// <summary>The room is told in <paramref name="tick"/>, before all else, that what it promised up to <paramref name="through"/> is stored.</summary>
    void EffectsStored(Tick tick, Tick through);

    /// <summary>The room runs with other content from <paramref name="tick"/> on; before all of the tick's leaves and joins.</summary>
    void ContentChanged(Tick tick, ContentSet content);

    /// <summary>A player's leaving takes effect in <paramref name="tick"/>.</summary>
    void PlayerLeft(Tick tick, PlayerSlot player);

    /// <summary>A player's joining takes effect in <paramref name="tick"/>; leaves of the same tick came before. The identity comes with the player's profile.</summary>
    void PlayerJoined(Tick tick, PlayerSlot player, in PlayerIdentity identity);

    /// <summary>A player is lost from <paramref name="tick"/> on, and the seat kept; joins of the same tick came before. In one tick a seat has at most: lost, back, lost.</summary>
    void PlayerInterrupted(Tick tick, PlayerSlot player);

    /// <summary>A lost player is back in <paramref name="tick"/>.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="player">The seat.</param>
    /// <param name="tokenGeneration">The oldest resume token the player may use from now on.</param>
    void PlayerReturned(Tick tick, PlayerSlot player, uint tokenGeneration);

    /// <summary>A player's reliable command takes effect in <paramref name="tick"/>, after all joins, losses and returns and before all inputs; in seat order.</summary>
    /// <param name="tick">The tick that consumes it.</param>
    /// <param name="player">Whose.</param>
    /// <param name="sequence">One more than the session's command before; 1 for its first.</param>
    /// <param name="command">At most <see cref="Limits.CommandBytes"/>; valid during the call only.</param>
    void CommandConsumed(Tick tick, PlayerSlot player, uint sequence, ReadOnlySpan<byte> command);

    /// <summary>A player's input for <paramref name="tick"/>, once per seated player and tick, in seat order.</summary>
    /// <param name="tick">The tick that consumes it.</param>
    /// <param name="player">Whose.</param>
    /// <param name="fields">Quantised fields; valid during the call only.</param>
    /// <param name="view">What the player saw when giving it.</param>
    void InputConsumed(Tick tick, PlayerSlot player, ReadOnlySpan<int> fields, ViewClaim view);

    /// <summary>The tick is done and in the history; <see cref="RoomSimulation.StateHash"/> may be asked for.</summary>
    void TickEnded(RoomSimulation room);
}
