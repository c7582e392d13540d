namespace GameServer.Simulation;

/// <summary>Beyond a distance from the viewer's focus, in quantised steps, changes are sent at most so many times a second.</summary>
internal readonly record struct FarUpdate(int Distance, double PerSecond);
