namespace GameServer.Arena;

/// <summary>The arena with walls that stop shots and sight, as <c>--game arena:walled</c>; the same schema, so that every arena client can play it.</summary>
public sealed class WalledArenaGame(int tickRateHz) : ArenaGame(tickRateHz, fieldSize: 0, hasWalls: true);
