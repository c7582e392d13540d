using GameServer.Simulation;

namespace GameServer.Client;

/// <summary>One of the player's own entities as predicted.</summary>
/// <param name="Id">Stays the same from its predicted spawn until it is gone; never reused.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Slot">Its number in the room once the server has it too; −1 until then.</param>
public readonly record struct OwnEntity(int Id, EntityKind Kind, int Slot);
