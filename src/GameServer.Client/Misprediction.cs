using GameServer.Core;
using GameServer.Simulation;

namespace GameServer.Client;

/// <summary>A state of the server's that differed from the one predicted.</summary>
/// <param name="Kind">Of the entity.</param>
/// <param name="Tick">Of the server's state; the cause lies at or before it.</param>
/// <param name="Units">How far the correction moved the entity's present, in game units; 0 when only something else than its place was wrong.</param>
/// <param name="IsTeleport">Too far to be a correction: the server put the entity elsewhere, and the display jumps.</param>
public readonly record struct Misprediction(EntityKind Kind, Tick Tick, float Units, bool IsTeleport);
