namespace GameServer.Simulation;

/// <summary>A line of a room's <see cref="IRoomOutline"/>, in the units of the schema's position.</summary>
/// <param name="FromX">Of one end.</param>
/// <param name="FromY">Of one end.</param>
/// <param name="ToX">Of the other.</param>
/// <param name="ToY">Of the other.</param>
public readonly record struct OutlineLine(float FromX, float FromY, float ToX, float ToY);
