using System;
using GameServer.Core;

namespace GameServer.Simulation;

/// <summary>Two recorders of one room, in their order: a journal, and whoever looks over its shoulder.</summary>
internal sealed class RoomRecorders(IRoomRecorder first, IRoomRecorder second) : IRoomRecorder
{
    /// <inheritdoc/>
    public void EffectsStored(Tick tick, Tick through)
    {
        first.EffectsStored(tick, through);
        second.EffectsStored(tick, through);
    }

    /// <inheritdoc/>
    public void ContentChanged(Tick tick, ContentSet content)
    {
        first.ContentChanged(tick, content);
        second.ContentChanged(tick, content);
    }

    /// <inheritdoc/>
    public void PlayerLeft(Tick tick, PlayerSlot player)
    {
        first.PlayerLeft(tick, player);
        second.PlayerLeft(tick, player);
    }

    /// <inheritdoc/>
    public void PlayerJoined(Tick tick, PlayerSlot player, in PlayerIdentity identity)
    {
        first.PlayerJoined(tick, player, identity);
        second.PlayerJoined(tick, player, identity);
    }

    /// <inheritdoc/>
    public void PlayerInterrupted(Tick tick, PlayerSlot player)
    {
        first.PlayerInterrupted(tick, player);
        second.PlayerInterrupted(tick, player);
    }

    /// <inheritdoc/>
    public void PlayerReturned(Tick tick, PlayerSlot player, uint tokenGeneration)
    {
        first.PlayerReturned(tick, player, tokenGeneration);
        second.PlayerReturned(tick, player, tokenGeneration);
    }

    /// <inheritdoc/>
    public void CommandConsumed(Tick tick, PlayerSlot player, uint sequence, ReadOnlySpan<byte> command)
    {
        first.CommandConsumed(tick, player, sequence, command);
        second.CommandConsumed(tick, player, sequence, command);
    }

    /// <inheritdoc/>
    public void InputConsumed(Tick tick, PlayerSlot player, ReadOnlySpan<int> fields, ViewClaim view)
    {
        first.InputConsumed(tick, player, fields, view);
        second.InputConsumed(tick, player, fields, view);
    }

    /// <inheritdoc/>
    public void TickEnded(RoomSimulation room)
    {
        first.TickEnded(room);
        second.TickEnded(room);
    }
}
