namespace GameServer.Replication;

/// <summary>Where a client looks from, and how far.</summary>
/// <param name="X">Quantised steps.</param>
/// <param name="Y">Quantised steps.</param>
/// <param name="EnterSquared">Square of the enter radius.</param>
/// <param name="LeaveSquared">Square of the leave radius.</param>
internal readonly record struct Sight(int X, int Y, long EnterSquared, long LeaveSquared);
